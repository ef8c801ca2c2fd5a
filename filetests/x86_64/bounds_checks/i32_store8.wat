;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i32.store8 with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i32)
    (i32.store8 (local.get $p) (local.get $x)))

  (func $constant (param $p i32)
    (i32.store8 offset=4 (local.get $p) (i32.const 7)))

  (func $constant_address (param $x i32)
    (i32.store8 (i32.const 1024) (local.get $x))))

;; $local: 27 bytes
;;     lea     rax, [rdx + 1]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     [rbx + rax - 1], cl                 ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 28 bytes
;;     lea     rax, [rdx + 5]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     byte ptr [rbx + rax - 1], 7         ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_address: 7 bytes
;;     mov     [rbx + 0x400], dl                   ; trap: memory out of bounds
;;     ret
