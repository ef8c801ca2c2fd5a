;;! target = "x86_64"
;; Constants wait on the operand stack without a register, however many there are.

(module
  (func $constants (param $x i32) (result i32)
    (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
    (local.get $x)
    (i32.add) (i32.add) (i32.add) (i32.add) (i32.add) (i32.add)))

;; $constants: 18 bytes
;;     lea     eax, [rdx + 6]
;;     add     eax, 5
;;     add     eax, 4
;;     add     eax, 3
;;     add     eax, 2
;;     inc     eax
;;     ret
