;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i64.store with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i64)
    (i64.store (local.get $p) (local.get $x)))

  (func $constant (param $p i32)
    (i64.store offset=4 (local.get $p) (i64.const 7)))

  (func $constant_address (param $x i64)
    (i64.store (i32.const 1024) (local.get $x))))

;; $local: 28 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     [rbx + rax - 8], rcx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 32 bytes
;;     lea     rax, [rdx + 0xc]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     qword ptr [rbx + rax - 8], 7        ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_address: 8 bytes
;;     mov     [rbx + 0x400], rdx                  ; trap: memory out of bounds
;;     ret
