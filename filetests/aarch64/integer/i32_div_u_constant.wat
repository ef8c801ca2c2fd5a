;;! target = "aarch64"
;; Unsigned division by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 0))))

;; $by_eight: 8 bytes
;;     lsr     w0, w1, #3
;;     ret
;;
;; $by_ten: 20 bytes
;;     mov     w16, #0xcccd
;;     movk    w16, #0xcccc, lsl #16
;;     mul     x0, x1, x16
;;     lsr     x0, x0, #0x23
;;     ret
;;
;; $by_one: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $by_minus_one: 12 bytes
;;     add     x0, x1, x1, lsl #31
;;     lsr     x0, x0, #0x3f
;;     ret
;;
;; $by_zero: 20 bytes
;;     mov     w0, #0
;;     cbz     w0, L1
;;     udiv    w0, w1, w0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
