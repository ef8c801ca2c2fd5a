;;! target = "x86_64"

;; A memory with pages of a byte ends anywhere, so that accesses are compared with its length even where others have guard pages.
(module
  (memory 100 (pagesize 1))
  (memory $other 1)
  (memory $bytes i64 100 (pagesize 1))
  (func $load (param i32) (result i32)
    (i32.load offset=4 (local.get 0)))
  (func $load_constant (result i32)
    (i32.load (i32.const 96)))
  (func $load_constant_outside (result i32)
    (i32.load (i32.const 97)))
  (func $store (param i32 i64)
    (i64.store (local.get 0) (local.get 1)))
  (func $load_guarded (param i32) (result i32)
    (i32.load $other (local.get 0)))
  (func $load_wide (param i64) (result i32)
    (i32.load $bytes (local.get 0)))
  (func $size (result i32)
    (memory.size))
  (func $grow (param i32) (result i32)
    (memory.grow (local.get 0))))

;; $load: 27 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_constant: 4 bytes
;;     mov     eax, [rbx + 0x60]                   ; trap: memory out of bounds
;;     ret
;;
;; $load_constant_outside: 32 bytes
;;     mov     eax, 0x61
;;     add     rax, 4
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 28 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     [rbx + rax - 8], rcx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $load_guarded: 8 bytes
;;     mov     rax, [r14 + memory1.base]
;;     mov     eax, [rax + rdx]                    ; trap: memory out of bounds
;;     ret
;;
;; $load_wide: 39 bytes
;;     mov     rax, rdx
;;     add     rax, 4
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r14 + memory2.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory2.base]
;;     mov     eax, [rax - 4]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $size: 5 bytes
;;     mov     rax, [r14 + memory0.len]
;;     ret
;;
;; $grow: 13 bytes
;;     mov     ecx, edx
;;     xor     edx, edx
;;     xor     eax, eax
;;     call    qword ptr [r14 + builtin]
;;     mov     eax, eax
;;     ret
