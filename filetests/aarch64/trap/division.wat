;;! target = "aarch64"
;; Divisions trap on zero, and signed ones on overflow.

(module
  (func $signed (param $x i32) (param $y i32) (result i32)
    (i32.div_s (local.get $x) (local.get $y)))

  (func $unsigned (param $x i64) (param $y i64) (result i64)
    (i64.div_u (local.get $x) (local.get $y)))

  (func $remainder_does_not_overflow (param $x i32) (param $y i32) (result i32)
    (i32.rem_s (local.get $x) (local.get $y))))

;; $signed: 32 bytes
;;     cbz     w2, L1
;;     cmn     w2, #1
;;     ccmp    w1, #1, #0, eq
;;     b.vs    L2
;;     sdiv    w0, w1, w2
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $unsigned: 16 bytes
;;     cbz     x2, L1
;;     udiv    x0, x1, x2
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $remainder_does_not_overflow: 20 bytes
;;     cbz     w2, L1
;;     sdiv    w16, w1, w2
;;     msub    w0, w16, w2, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
