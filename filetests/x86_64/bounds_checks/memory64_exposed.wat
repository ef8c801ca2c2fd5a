;;! target = "x86_64"
;;! bounds-checks = "explicit"
;;! spectre = "exposed"

;; The end of an access with an index of 64 bits may have more than 64 bits, which traps, too.
(module
  (memory i64 1)
  (memory $other i64 1)
  (func $load_parameter (param i64) (result i32)
    (i32.load (local.get 0)))
  (func $offset (param i64) (result i32)
    (i32.load offset=8 (local.get 0)))
  (func $far_offset (param i64) (result i32)
    (i32.load offset=0x123456789a (local.get 0)))
  (func $constant (result i32)
    (i32.load8_u (i64.const 100)))
  (func $store (param i64 i64)
    (i64.store (i64.add (local.get 0) (i64.const 1)) (local.get 1)))
  (func $other (param i64) (result i32)
    (i32.load $other offset=8 (local.get 0))))

;; $load_parameter: 31 bytes
;;     mov     rax, rdx
;;     add     rax, 4
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 31 bytes
;;     mov     rax, rdx
;;     add     rax, 0xc
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $far_offset: 40 bytes
;;     mov     r11, 0x123456789e
;;     mov     rax, rdx
;;     add     rax, r11
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 5 bytes
;;     movzx   eax, byte ptr [rbx + 0x64]          ; trap: memory out of bounds
;;     ret
;;
;; $store: 33 bytes
;;     lea     rax, [rdx + 1]
;;     add     rax, 8
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     mov     [rbx + rax - 8], rcx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $other: 34 bytes
;;     mov     rax, rdx
;;     add     rax, 0xc
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory1.len]
;;     ja      L1
;;     add     rax, [r14 + memory1.base]
;;     mov     eax, [rax - 4]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
