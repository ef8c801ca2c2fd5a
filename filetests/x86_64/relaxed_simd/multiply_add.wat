;;! target = "x86_64"
;; Products that are added to or subtracted from. As fast as the machine can.

(module
  (func $f32x4_relaxed_madd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f32x4.relaxed_madd (local.get $x) (local.get $y) (local.get $z)))

  (func $f32x4_relaxed_nmadd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f32x4.relaxed_nmadd (local.get $x) (local.get $y) (local.get $z)))

  (func $f64x2_relaxed_madd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f64x2.relaxed_madd (local.get $x) (local.get $y) (local.get $z)))

  (func $f64x2_relaxed_nmadd (param $x v128) (param $y v128) (param $z v128) (result v128)
    (f64x2.relaxed_nmadd (local.get $x) (local.get $y) (local.get $z))))

;; $f32x4_relaxed_madd: 6 bytes
;;     vfmadd213ps xmm0, xmm1, xmm2
;;     ret
;;
;; $f32x4_relaxed_nmadd: 6 bytes
;;     vfnmadd213ps xmm0, xmm1, xmm2
;;     ret
;;
;; $f64x2_relaxed_madd: 6 bytes
;;     vfmadd213pd xmm0, xmm1, xmm2
;;     ret
;;
;; $f64x2_relaxed_nmadd: 6 bytes
;;     vfnmadd213pd xmm0, xmm1, xmm2
;;     ret
