;;! target = "x86_64"
;;! spectre = "exposed"

;; An index of 64 bits is compared with the length of the memory, or with what is reserved for it.
(module
  (memory i64 1)
  (memory $other i64 1)
  (func $load_parameter (param i64) (result i32)
    (i32.load offset=4 (local.get 0)))
  (func $load_sum (param i64 i64) (result i64)
    (i64.load (i64.add (local.get 0) (local.get 1))))
  (func $load_constant (result i32)
    (i32.load8_u (i64.const 100)))
  (func $load_far_constant (result i32)
    (i32.load8_u (i64.const 0x100000000)))
  (func $store (param i64 i32)
    (i32.store offset=8 (local.get 0) (local.get 1))))

;; $load_parameter: 18 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_sum: 22 bytes
;;     lea     rax, [rdx + rcx]
;;     cmp     rax, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_constant: 5 bytes
;;     movzx   eax, byte ptr [rbx + 0x64]          ; trap: memory out of bounds
;;     ret
;;
;; $load_far_constant: 28 bytes
;;     mov     rax, 0x100000000
;;     cmp     rax, [r14 + memory0.len]
;;     jae     L1
;;     movzx   eax, byte ptr [rbx + rax]           ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 18 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     [rbx + rdx + 8], ecx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
