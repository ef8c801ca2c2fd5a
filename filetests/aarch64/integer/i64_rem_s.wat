;;! target = "aarch64"
;; Signed remainder, of 64 bits.

(module
  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.rem_s (local.get $x) (local.get $y)))

  (func $in_place (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.rem_s (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.rem_s (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $constant_dividend (param $y i64) (result i64)
    (i64.rem_s (i64.const 1000) (local.get $y))))

;; $locals: 20 bytes
;;     cbz     x2, L1
;;     sdiv    x16, x1, x2
;;     msub    x0, x16, x2, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $in_place: 24 bytes
;;     cbz     x2, L1
;;     sdiv    x16, x1, x2
;;     msub    x1, x16, x2, x1
;;     mov     x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $temporaries: 32 bytes
;;     clz     x0, x1
;;     rbit    x16, x2
;;     clz     x3, x16
;;     cbz     x3, L1
;;     sdiv    x16, x0, x3
;;     msub    x0, x16, x3, x0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $constant_dividend: 24 bytes
;;     mov     w0, #0x3e8
;;     cbz     x1, L1
;;     sdiv    x16, x0, x1
;;     msub    x0, x16, x1, x0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
