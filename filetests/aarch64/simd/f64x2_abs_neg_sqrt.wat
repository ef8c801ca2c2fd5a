;;! target = "aarch64"
;; Absolute values, negatives and roots of f64x2.

(module
  (func $f64x2_abs (param $x v128) (result v128)
    (f64x2.abs (local.get $x)))

  (func $f64x2_neg (param $x v128) (result v128)
    (f64x2.neg (local.get $x)))

  (func $f64x2_sqrt (param $x v128) (result v128)
    (f64x2.sqrt (local.get $x))))

;; $f64x2_abs: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fabs    v0.2d, v16.2d
;;     ret
;;
;; $f64x2_neg: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fneg    v0.2d, v16.2d
;;     ret
;;
;; $f64x2_sqrt: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fsqrt   v0.2d, v16.2d
;;     ret
