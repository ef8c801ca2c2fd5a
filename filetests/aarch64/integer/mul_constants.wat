;;! target = "aarch64"
;; Products with constants that shifts and sums could make.

(module
  (func $by_two (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 2)))

  (func $by_three (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 3)))

  (func $by_ten (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 10)))

  (func $by_64 (param $x i64) (result i64)
    (i64.mul (local.get $x) (i64.const 64)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const -1)))

  (func $large (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 1664525))))

;; $by_two: 8 bytes
;;     lsl     w0, w1, #1
;;     ret
;;
;; $by_three: 8 bytes
;;     add     w0, w1, w1, lsl #1
;;     ret
;;
;; $by_ten: 12 bytes
;;     add     w16, w1, w1, lsl #2
;;     lsl     w0, w16, #1
;;     ret
;;
;; $by_64: 8 bytes
;;     lsl     x0, x1, #6
;;     ret
;;
;; $by_minus_one: 8 bytes
;;     neg     w0, w1
;;     ret
;;
;; $large: 16 bytes
;;     mov     w16, #0x660d
;;     movk    w16, #0x19, lsl #16
;;     mul     w0, w1, w16
;;     ret
