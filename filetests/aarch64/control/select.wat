;;! target = "aarch64"
;; Selections of integers.

(module
  (func $locals (param $x i32) (param $y i32) (param $c i32) (result i32)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $constant (param $x i32) (param $c i32) (result i32)
    (select (local.get $x) (i32.const 7) (local.get $c)))

  (func $two_constants (param $c i32) (result i32)
    (select (i32.const 5) (i32.const 7) (local.get $c)))

  (func $zero_or (param $x i64) (param $c i32) (result i64)
    (select (local.get $x) (i64.const 0) (local.get $c)))

  (func $in_place (param $x i32) (param $y i32) (param $c i32) (result i32)
    (local.set $x (select (local.get $x) (local.get $y) (local.get $c)))
    (local.get $x))

  (func $typed (param $x i64) (param $y i64) (param $c i32) (result i64)
    (select (result i64) (local.get $x) (local.get $y) (local.get $c))))

;; $locals: 12 bytes
;;     cmp     w3, #0
;;     csel    w0, w1, w2, ne
;;     ret
;;
;; $constant: 16 bytes
;;     cmp     w2, #0
;;     mov     w17, #7
;;     csel    w0, w1, w17, ne
;;     ret
;;
;; $two_constants: 20 bytes
;;     mov     w0, #7
;;     cmp     w1, #0
;;     mov     w17, #5
;;     csel    w0, w17, w0, ne
;;     ret
;;
;; $zero_or: 12 bytes
;;     cmp     w2, #0
;;     csel    x0, x1, xzr, ne
;;     ret
;;
;; $in_place: 16 bytes
;;     cmp     w3, #0
;;     csel    w1, w1, w2, ne
;;     mov     w0, w1
;;     ret
;;
;; $typed: 12 bytes
;;     cmp     w3, #0
;;     csel    x0, x1, x2, ne
;;     ret
