;;! target = "aarch64"
;; Between f32x4 and f64x2.

(module
  (func $f32x4_demote_f64x2_zero (param $x v128) (result v128)
    (f32x4.demote_f64x2_zero (local.get $x)))

  (func $f64x2_promote_low_f32x4 (param $x v128) (result v128)
    (f64x2.promote_low_f32x4 (local.get $x))))

;; $f32x4_demote_f64x2_zero: 8 bytes
;;     fcvtn   v0.2s, v0.2d
;;     ret
;;
;; $f64x2_promote_low_f32x4: 8 bytes
;;     fcvtl   v0.2d, v0.2s
;;     ret
