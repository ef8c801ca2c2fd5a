;;! target = "aarch64"
;; Absolute values, negatives and roots of f32x4.

(module
  (func $f32x4_abs (param $x v128) (result v128)
    (f32x4.abs (local.get $x)))

  (func $f32x4_neg (param $x v128) (result v128)
    (f32x4.neg (local.get $x)))

  (func $f32x4_sqrt (param $x v128) (result v128)
    (f32x4.sqrt (local.get $x))))

;; $f32x4_abs: 8 bytes
;;     fabs    v0.4s, v0.4s
;;     ret
;;
;; $f32x4_neg: 8 bytes
;;     fneg    v0.4s, v0.4s
;;     ret
;;
;; $f32x4_sqrt: 8 bytes
;;     fsqrt   v0.4s, v0.4s
;;     ret
