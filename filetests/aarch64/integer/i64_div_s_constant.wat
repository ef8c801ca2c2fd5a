;;! target = "aarch64"
;; Signed division by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 0))))

;; $by_eight: 20 bytes
;;     add     x0, x1, #7
;;     cmp     x1, #0
;;     csel    x0, x1, x0, ge
;;     asr     x0, x0, #3
;;     ret
;;
;; $by_ten: 20 bytes
;;     ldr     x16, =0x6666666666666667
;;     smulh   x0, x1, x16
;;     asr     x0, x0, #2
;;     add     x0, x0, x1, lsr #63
;;     ret
;;     .const  0x6666666666666667
;;
;; $by_one: 8 bytes
;;     mov     x0, x1
;;     ret
;;
;; $by_minus_one: 28 bytes
;;     mov     x0, #0xffffffffffffffff
;;     cmn     x0, #1
;;     ccmp    x1, #1, #0, eq
;;     b.vs    L1
;;     sdiv    x0, x1, x0
;;     ret
;; L1:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $by_zero: 20 bytes
;;     mov     w0, #0
;;     cbz     x0, L1
;;     sdiv    x0, x1, x0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
