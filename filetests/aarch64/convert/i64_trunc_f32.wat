;;! target = "aarch64"
;; f32 to i64: what does not fit traps.

(module
  (func $signed (param $x f32) (result i64)
    (i64.trunc_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i64)
    (i64.trunc_f32_u (local.get $x))))

;; $signed: 48 bytes
;;     fcmp    s0, s0
;;     b.vs    L1
;;     movi    v31.2s, #0x5f, lsl #24
;;     fcmp    s0, s31
;;     b.ge    L2
;;     movi    v31.2s, #0xdf, lsl #24
;;     fcmp    s0, s31
;;     b.lt    L2
;;     fcvtzs  x0, s0
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $unsigned: 52 bytes
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
