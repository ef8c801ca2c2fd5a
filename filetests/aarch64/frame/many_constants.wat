;;! target = "aarch64"
;; Constants wait on the operand stack without a register, however many there are.

(module
  (func $constants (param $x i32) (result i32)
    (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
    (local.get $x)
    (i32.add) (i32.add) (i32.add) (i32.add) (i32.add) (i32.add)))

;; $constants: 28 bytes
;;     add     w0, w1, #6
;;     add     w0, w0, #5
;;     add     w0, w0, #4
;;     add     w0, w0, #3
;;     add     w0, w0, #2
;;     add     w0, w0, #1
;;     ret
