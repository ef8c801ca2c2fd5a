;;! target = "aarch64"
;; Absolute values, negatives and roots of f64x2.

(module
  (func $f64x2_abs (param $x v128) (result v128)
    (f64x2.abs (local.get $x)))

  (func $f64x2_neg (param $x v128) (result v128)
    (f64x2.neg (local.get $x)))

  (func $f64x2_sqrt (param $x v128) (result v128)
    (f64x2.sqrt (local.get $x))))

;; $f64x2_abs: 8 bytes
;;     fabs    v0.2d, v0.2d
;;     ret
;;
;; $f64x2_neg: 8 bytes
;;     fneg    v0.2d, v0.2d
;;     ret
;;
;; $f64x2_sqrt: 8 bytes
;;     fsqrt   v0.2d, v0.2d
;;     ret
