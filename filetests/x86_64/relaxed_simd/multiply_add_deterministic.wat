;;! target = "x86_64"
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

;; $f32x4_relaxed_madd: 9 bytes
;;     vmulps  xmm15, xmm0, xmm1
;;     vaddps  xmm0, xmm15, xmm2
;;     ret
;;
;; $f32x4_relaxed_nmadd: 10 bytes
;;     vmulps  xmm15, xmm0, xmm1
;;     vsubps  xmm0, xmm2, xmm15
;;     ret
;;
;; $f64x2_relaxed_madd: 9 bytes
;;     vmulpd  xmm15, xmm0, xmm1
;;     vaddpd  xmm0, xmm15, xmm2
;;     ret
;;
;; $f64x2_relaxed_nmadd: 10 bytes
;;     vmulpd  xmm15, xmm0, xmm1
;;     vsubpd  xmm0, xmm2, xmm15
;;     ret
