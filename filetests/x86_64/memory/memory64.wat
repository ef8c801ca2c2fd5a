;;! target = "x86_64"

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
    (i32.store offset=8 (local.get 0) (local.get 1)))
  (func $vector (param i64) (result v128)
    (v128.load (local.get 0)))
  (func $update (param i64)
    (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (i32.const 1))))
  (func $beyond_guard (param i64) (result i32)
    (i32.load offset=0x80000000 (local.get 0)))
  (func $beyond_4_gib (param i64) (result i32)
    (i32.load offset=0x123456789a (local.get 0)))
  (func $nowhere (param i64) (result i32)
    (i32.load offset=0xffffffffffffffff (local.get 0)))
  (func $other (param i64) (result i32)
    (i32.load $other offset=4 (local.get 0)))
  (func $copy (param i64 i64)
    (memory.copy (local.get 0) (local.get 1) (i64.const 8)))
  (func $fill (param i64 i64)
    (memory.fill (local.get 0) (i32.const 7) (local.get 1)))
  (func $size (result i64)
    (memory.size))
  (func $grow (param i64) (result i64)
    (memory.grow (local.get 0))))

;; $load_parameter: 26 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     mov     eax, [rbx + rax + 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_sum: 27 bytes
;;     lea     rax, [rdx + rcx]
;;     cmp     rax, [r14 + memory0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_constant: 5 bytes
;;     movzx   eax, byte ptr [rbx + 0x64]          ; trap: memory out of bounds
;;     ret
;;
;; $load_far_constant: 33 bytes
;;     mov     rax, 0x100000000
;;     cmp     rax, [r14 + memory0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     movzx   eax, byte ptr [rbx + rax]           ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 26 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     mov     [rbx + rax + 8], ecx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $vector: 27 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     vmovups xmm0, [rbx + rax]                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $update: 51 bytes
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     inc     eax
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L2
;;     mov     rcx, rdx
;;     cmovae  rcx, [r14 + zero]
;;     mov     [rbx + rcx], eax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $beyond_guard: 41 bytes
;;     mov     r11d, -0x7ffffffc
;;     mov     rax, rdx
;;     add     rax, r11
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $beyond_4_gib: 45 bytes
;;     mov     r11, 0x123456789e
;;     mov     rax, rdx
;;     add     rax, r11
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $nowhere: 42 bytes
;;     mov     r11, -1
;;     mov     rax, rdx
;;     add     rax, r11
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $other: 29 bytes
;;     cmp     rdx, [r14 + memory1.len]
;;     jae     L1
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     add     rax, [r14 + memory1.base]
;;     mov     eax, [rax + 4]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $copy: 48 bytes
;;     cmp     rcx, [r14 + memory0.len]
;;     jae     L1
;;     mov     rax, rcx
;;     cmovae  rax, [r14 + zero]
;;     cmp     rdx, [r14 + memory0.len]
;;     jae     L1
;;     mov     r8, rdx
;;     cmovae  r8, [r14 + zero]
;;     mov     rax, [rbx + rax]                    ; trap: memory out of bounds
;;     mov     [rbx + r8], rax                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $fill: 24 bytes
;;     mov     r9, rcx
;;     mov     rcx, rdx
;;     mov     r8d, 7
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $size: 9 bytes
;;     mov     rax, [r14 + memory0.len]
;;     shr     rax, 0x10
;;     ret
;;
;; $grow: 12 bytes
;;     mov     rcx, rdx
;;     xor     edx, edx
;;     xor     eax, eax
;;     call    qword ptr [r14 + builtin]
;;     ret
