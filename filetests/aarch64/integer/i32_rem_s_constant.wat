;;! target = "aarch64"
;; Signed remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 0))))

;; $by_eight: 24 bytes
;;     add     w0, w1, #7
;;     cmp     w1, #0
;;     csel    w0, w1, w0, ge
;;     and     w0, w0, #0xfffffff8
;;     sub     w0, w1, w0
;;     ret
;;
;; $by_ten: 36 bytes
;;     sxtw    x2, w1
;;     mov     w16, #0x6667
;;     movk    w16, #0x6666, lsl #16
;;     mul     x0, x2, x16
;;     asr     x0, x0, #0x22
;;     add     w0, w0, w1, lsr #31
;;     mov     w16, #0xfffffff6
;;     madd    w0, w0, w16, w1
;;     ret
;;
;; $by_one: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $by_minus_one: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $by_zero: 24 bytes
;;     mov     w0, #0
;;     cbz     w0, L1
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
