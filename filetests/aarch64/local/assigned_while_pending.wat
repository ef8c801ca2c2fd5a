;;! target = "aarch64"
;; The old value of a local, read before an assignment and used after it.

(module
  (func $swap (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (local.get $y)
    (local.set $x)
    (local.set $y)
    (i32.sub (local.get $x) (local.get $y)))

  (func $post_increment (param $x i32) (result i32)
    (local.get $x)
    (local.set $x (i32.add (local.get $x) (i32.const 1)))
    (i32.mul (local.get $x)))

  (func $fibonacci_step (param $a i64) (param $b i64) (result i64)
    (local.get $b)
    (local.set $b (i64.add (local.get $a) (local.get $b)))
    (local.set $a)
    (i64.xor (local.get $a) (local.get $b))))

;; $swap: 20 bytes
;;     mov     w0, w1
;;     mov     w1, w2
;;     mov     w2, w0
;;     sub     w0, w1, w2
;;     ret
;;
;; $post_increment: 16 bytes
;;     mov     w0, w1
;;     add     w1, w1, #1
;;     mul     w0, w0, w1
;;     ret
;;
;; $fibonacci_step: 20 bytes
;;     mov     x0, x2
;;     add     x2, x1, x2
;;     mov     x1, x0
;;     eor     x0, x1, x2
;;     ret
