;;! target = "aarch64"
;; A 32-bit integer as one of 64 bits.

(module
  (memory 1)

  (func $signed (param $x i32) (result i64)
    (i64.extend_i32_s (local.get $x)))

  (func $unsigned (param $x i32) (result i64)
    (i64.extend_i32_u (local.get $x)))

  (func $unsigned_temporary (param $x i32) (result i64)
    (i64.extend_i32_u (i32.add (local.get $x) (i32.const 1))))

  (func $signed_to_local (param $x i32) (param $y i64) (result i64)
    (local.set $y (i64.extend_i32_s (local.get $x)))
    (local.get $y))

  (func $wide_product (param $x i32) (param $y i32) (result i64)
    (i64.mul (i64.extend_i32_u (local.get $x)) (i64.extend_i32_u (local.get $y)))))

;; $signed: 8 bytes
;;     sxtw    x0, w1
;;     ret
;;
;; $unsigned: 8 bytes
;;     mov     x0, x1
;;     ret
;;
;; $unsigned_temporary: 8 bytes
;;     add     w0, w1, #1
;;     ret
;;
;; $signed_to_local: 12 bytes
;;     sxtw    x2, w1
;;     mov     x0, x2
;;     ret
;;
;; $wide_product: 8 bytes
;;     mul     x0, x1, x2
;;     ret
