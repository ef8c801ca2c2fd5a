;;! target = "aarch64"
;; f32 to i32: what does not fit traps.

(module
  (func $signed (param $x f32) (result i32)
    (i32.trunc_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i32)
    (i32.trunc_f32_u (local.get $x))))

;; $signed: 36 bytes
;;     fcmp    s0, s0
;;     b.vs    L1
;;     fcvtzs  x16, s0
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
;;     fcmp    s0, s0
;;     b.vs    L1
;;     fcvtzs  x0, s0
;;     lsr     x16, x0, #0x20
;;     cbnz    x16, L2
;;     ret
;; L1:
;;     udf     #8                                  ; trap: not a number
;; L2:
;;     udf     #6                                  ; trap: integer overflow
