;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i64.load with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $offset (param $p i32) (result i64)
    (i64.load offset=16 (local.get $p)))

  (func $constant_inside (result i64)
    (i64.load (i32.const 1024)))

  (func $constant_outside (result i64)
    (i64.load (i32.const 0x10000))))

;; $local: 28 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     rax, [rbx + rax - 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 28 bytes
;;     lea     rax, [rdx + 0x18]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     rax, [rbx + rax - 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_inside: 8 bytes
;;     mov     rax, [rbx + 0x400]                  ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 33 bytes
;;     mov     eax, 0x10000
;;     add     rax, 8
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     rax, [rbx + rax - 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
