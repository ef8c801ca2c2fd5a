;;! target = "aarch64"
;; Conversions trap on what is no number, and on what does not fit.

(module
  (func $to_i32 (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $to_u64 (param $x f32) (result i64)
    (i64.trunc_f32_u (local.get $x))))

;; $to_i32: 36 bytes
;;     fcmp    d0, d0
;;     b.vs    L1
;;     fcvtzs  x16, d0
;;     cmp     x16, w16, sxtw
;;     b.ne    L2
;;     mov     w0, w16
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $to_u64: 52 bytes
;;     fcmp    s0, s0
;;     b.vs    L1
;;     mov     w16, #0x5f800000
;;     fmov    s31, w16
;;     fcmp    s0, s31
;;     b.ge    L2
;;     fmov    s31, #-1.0
;;     fcmp    s0, s31
;;     b.le    L2
;;     fcvtzu  x0, s0
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
