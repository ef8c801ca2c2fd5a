;;! target = "aarch64"
;; Unsigned remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 0))))

;; $by_eight: 8 bytes
;;     and     w0, w1, #7
;;     ret
;;
;; $by_ten: 28 bytes
;;     mov     w16, #0xcccd
;;     movk    w16, #0xcccc, lsl #16
;;     mul     x0, x1, x16
;;     lsr     x0, x0, #0x23
;;     mov     w16, #0xfffffff6
;;     madd    w0, w0, w16, w1
;;     ret
;;
;; $by_one: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $by_minus_one: 16 bytes
;;     add     x0, x1, x1, lsl #31
;;     lsr     x0, x0, #0x3f
;;     add     w0, w0, w1
;;     ret
;;
;; $by_zero: 24 bytes
;;     mov     w0, #0
;;     cbz     w0, L1
;;     udiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
