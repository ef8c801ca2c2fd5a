;;! target = "aarch64"
;;! relaxed-simd = "deterministic"
;; Minima and maxima that may be either of unusual operands. With the results of the deterministic profile.

(module
  (func $f32x4_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_min (local.get $x) (local.get $y)))

  (func $f32x4_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_max (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_min (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_max (local.get $x) (local.get $y))))

;; $f32x4_relaxed_min: 8 bytes
;;     fmin    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_relaxed_max: 8 bytes
;;     fmax    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f64x2_relaxed_min: 8 bytes
;;     fmin    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_relaxed_max: 8 bytes
;;     fmax    v0.2d, v0.2d, v1.2d
;;     ret
