;;! target = "aarch64"
;; Minima and maxima of f32x4: with the rules of the specification, and as a comparison.

(module
  (func $f32x4_min (param $x v128) (param $y v128) (result v128)
    (f32x4.min (local.get $x) (local.get $y)))

  (func $f32x4_max (param $x v128) (param $y v128) (result v128)
    (f32x4.max (local.get $x) (local.get $y)))

  (func $f32x4_pmin (param $x v128) (param $y v128) (result v128)
    (f32x4.pmin (local.get $x) (local.get $y)))

  (func $f32x4_pmax (param $x v128) (param $y v128) (result v128)
    (f32x4.pmax (local.get $x) (local.get $y))))

;; $f32x4_min: 8 bytes
;;     fmin    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_max: 8 bytes
;;     fmax    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_pmin: 12 bytes
;;     fcmgt   v31.4s, v0.4s, v1.4s
;;     bit     v0.16b, v1.16b, v31.16b
;;     ret
;;
;; $f32x4_pmax: 12 bytes
;;     fcmgt   v31.4s, v1.4s, v0.4s
;;     bit     v0.16b, v1.16b, v31.16b
;;     ret
