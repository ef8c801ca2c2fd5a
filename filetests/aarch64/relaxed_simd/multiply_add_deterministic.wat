;;! target = "aarch64"
;;! relaxed-simd = "deterministic"
;; Products that are added to or subtracted from. With the results of the deterministic profile.

(module
  (func $f32x4_relaxed_madd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f32x4.relaxed_madd (local.get $x) (local.get $y) (local.get $z)))

  (func $f32x4_relaxed_nmadd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f32x4.relaxed_nmadd (local.get $x) (local.get $y) (local.get $z)))

  (func $f64x2_relaxed_madd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f64x2.relaxed_madd (local.get $x) (local.get $y) (local.get $z)))

  (func $f64x2_relaxed_nmadd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f64x2.relaxed_nmadd (local.get $x) (local.get $y) (local.get $z))))

;; $f32x4_relaxed_madd: 12 bytes
;;     fmul    v31.4s, v0.4s, v1.4s
;;     fadd    v0.4s, v31.4s, v2.4s
;;     ret
;;
;; $f32x4_relaxed_nmadd: 12 bytes
;;     fmul    v31.4s, v0.4s, v1.4s
;;     fsub    v0.4s, v2.4s, v31.4s
;;     ret
;;
;; $f64x2_relaxed_madd: 12 bytes
;;     fmul    v31.2d, v0.2d, v1.2d
;;     fadd    v0.2d, v31.2d, v2.2d
;;     ret
;;
;; $f64x2_relaxed_nmadd: 12 bytes
;;     fmul    v31.2d, v0.2d, v1.2d
;;     fsub    v0.2d, v2.2d, v31.2d
;;     ret
