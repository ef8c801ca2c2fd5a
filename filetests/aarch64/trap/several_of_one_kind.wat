;;! target = "aarch64"
;; Each trap has code of its own behind the function, by which the operator is found.

(module
  (func $two (param $x i32) (param $y i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (unreachable)))
    (if (i32.eqz (local.get $y)) (then (unreachable)))
    (i32.div_s (i32.trunc_f32_s (f32.convert_i32_s (local.get $x))) (local.get $y))))

;; $two: 84 bytes
;;     cbz     w1, L1
;;     cbz     w2, L2
;;     scvtf   s0, w1
;;     fcmp    s0, s0
;;     b.vs    L3
;;     fcvtzs  x16, s0
;;     cmp     x16, w16, sxtw
;;     b.ne    L4
;;     mov     w0, w16
;;     cbz     w2, L5
;;     cmn     w2, #1
;;     ccmp    w0, #1, #0, eq
;;     b.vs    L6
;;     sdiv    w0, w0, w2
;;     ret
;; L1:
;;     udf     #9                                  ; trap: unreachable
;; L2:
;;     udf     #9                                  ; trap: unreachable
;; L3:
;;     udf     #8                                  ; trap: not a number
;; L4:
;;     udf     #6                                  ; trap: integer overflow
;; L5:
;;     udf     #7                                  ; trap: division by zero
;; L6:
;;     udf     #6                                  ; trap: integer overflow
