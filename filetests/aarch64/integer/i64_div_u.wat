;;! target = "aarch64"
;; Unsigned division, of 64 bits.

(module
  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.div_u (local.get $x) (local.get $y)))

  (func $in_place (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.div_u (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.div_u (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $constant_dividend (param $y i64) (result i64)
    (i64.div_u (i64.const 1000) (local.get $y))))

;; $locals: 16 bytes
;;     cbz     x2, L1
;;     udiv    x0, x1, x2
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $in_place: 20 bytes
;;     cbz     x2, L1
;;     udiv    x1, x1, x2
;;     mov     x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $temporaries: 28 bytes
;;     clz     x0, x1
;;     rbit    x16, x2
;;     clz     x3, x16
;;     cbz     x3, L1
;;     udiv    x0, x0, x3
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $constant_dividend: 20 bytes
;;     mov     w0, #0x3e8
;;     cbz     x1, L1
;;     udiv    x0, x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
