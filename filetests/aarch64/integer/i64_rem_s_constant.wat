;;! target = "aarch64"
;; Signed remainder by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 0))))

;; $by_eight: 24 bytes
;;     add     x0, x1, #7
;;     cmp     x1, #0
;;     csel    x0, x1, x0, ge
;;     and     x0, x0, #0xfffffffffffffff8
;;     sub     x0, x1, x0
;;     ret
;;
;; $by_ten: 28 bytes
;;     ldr     x16, =0x6666666666666667
;;     smulh   x0, x1, x16
;;     asr     x0, x0, #2
;;     add     x0, x0, x1, lsr #63
;;     mov     x16, #0xfffffffffffffff6
;;     madd    x0, x0, x16, x1
;;     ret
;;     .const  0x6666666666666667
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
;;     cbz     x0, L1
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
