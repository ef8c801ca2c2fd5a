;;! target = "aarch64"
;; f64 to i64: what does not fit traps.

(module
  (func $signed (param $x f64) (result i64)
    (i64.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i64)
    (i64.trunc_f64_u (local.get $x))))

;; $signed: 56 bytes
;;     fcmp    d0, d0
;;     b.vs    L1
;;     mov     x16, #0x43e0000000000000
;;     fmov    d31, x16
;;     fcmp    d0, d31
;;     b.ge    L2
;;     mov     x16, #0xc3e0000000000000
;;     fmov    d31, x16
;;     fcmp    d0, d31
;;     b.lt    L2
;;     fcvtzs  x0, d0
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $unsigned: 52 bytes
;;     fcmp    d0, d0
;;     b.vs    L1
;;     mov     x16, #0x43f0000000000000
;;     fmov    d31, x16
;;     fcmp    d0, d31
;;     b.ge    L2
;;     fmov    d31, #-1.0
;;     fcmp    d0, d31
;;     b.le    L2
;;     fcvtzu  x0, d0
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
