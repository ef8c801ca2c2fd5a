;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i32.load with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load offset=16 (local.get $p)))

  (func $constant_inside (result i32)
    (i32.load (i32.const 1024)))

  (func $constant_outside (result i32)
    (i32.load (i32.const 0x10000))))

;; $local: 27 bytes
;;     lea     rax, [rdx + 4]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 27 bytes
;;     lea     rax, [rdx + 0x14]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_inside: 7 bytes
;;     mov     eax, [rbx + 0x400]                  ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 32 bytes
;;     mov     eax, 0x10000
;;     add     rax, 4
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
