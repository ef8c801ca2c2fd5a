;;! target = "aarch64"
;; An assignment whose value is used as well.

(module
  (func $constant (param $x i32) (result i32)
    (i32.add (local.tee $x (i32.const 7)) (local.get $x)))

  (func $temporary (param $x i32) (result i32)
    (i32.mul (local.tee $x (i32.clz (local.get $x))) (local.get $x)))

  (func $other (param $x i32) (param $y i32) (result i32)
    (i32.sub (local.tee $x (local.get $y)) (local.get $x))))

;; $constant: 12 bytes
;;     mov     w1, #7
;;     add     w0, w1, #7
;;     ret
;;
;; $temporary: 12 bytes
;;     clz     w1, w1
;;     mul     w0, w1, w1
;;     ret
;;
;; $other: 12 bytes
;;     mov     w1, w2
;;     sub     w0, w1, w1
;;     ret
