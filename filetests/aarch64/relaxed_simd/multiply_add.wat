;;! target = "aarch64"
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

;; $f32x4_relaxed_madd: 16 bytes
;;     mov     v31.16b, v2.16b
;;     fmla    v31.4s, v0.4s, v1.4s
;;     mov     v0.16b, v31.16b
;;     ret
;;
;; $f32x4_relaxed_nmadd: 16 bytes
;;     mov     v31.16b, v2.16b
;;     fmls    v31.4s, v0.4s, v1.4s
;;     mov     v0.16b, v31.16b
;;     ret
;;
;; $f64x2_relaxed_madd: 16 bytes
;;     mov     v31.16b, v2.16b
;;     fmla    v31.2d, v0.2d, v1.2d
;;     mov     v0.16b, v31.16b
;;     ret
;;
;; $f64x2_relaxed_nmadd: 16 bytes
;;     mov     v31.16b, v2.16b
;;     fmls    v31.2d, v0.2d, v1.2d
;;     mov     v0.16b, v31.16b
;;     ret
