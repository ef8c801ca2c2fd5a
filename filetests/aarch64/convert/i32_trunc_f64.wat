;;! target = "aarch64"
;; f64 to i32: what does not fit traps.

(module
  (func $signed (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i32)
    (i32.trunc_f64_u (local.get $x))))

;; $signed: 36 bytes
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
;; $unsigned: 32 bytes
;;     fcmp    d0, d0
;;     b.vs    L1
;;     fcvtzs  x0, d0
;;     lsr     x16, x0, #0x20
;;     cbnz    x16, L2
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
