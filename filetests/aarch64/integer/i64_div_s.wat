;;! target = "aarch64"
;; Signed division, of 64 bits.

(module
  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.div_s (local.get $x) (local.get $y)))

  (func $in_place (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.div_s (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.div_s (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $constant_dividend (param $y i64) (result i64)
    (i64.div_s (i64.const 1000) (local.get $y))))

;; $locals: 32 bytes
;;     cbz     x2, L1
;;     cmn     x2, #1
;;     ccmp    x1, #1, #0, eq
;;     b.vs    L2
;;     sdiv    x0, x1, x2
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $in_place: 36 bytes
;;     cbz     x2, L1
;;     cmn     x2, #1
;;     ccmp    x1, #1, #0, eq
;;     b.vs    L2
;;     sdiv    x1, x1, x2
;;     mov     x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $temporaries: 44 bytes
;;     clz     x0, x1
;;     rbit    x16, x2
;;     clz     x3, x16
;;     cbz     x3, L1
;;     cmn     x3, #1
;;     ccmp    x0, #1, #0, eq
;;     b.vs    L2
;;     sdiv    x0, x0, x3
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $constant_dividend: 36 bytes
;;     mov     w0, #0x3e8
;;     cbz     x1, L1
;;     cmn     x1, #1
;;     ccmp    x0, #1, #0, eq
;;     b.vs    L2
;;     sdiv    x0, x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
