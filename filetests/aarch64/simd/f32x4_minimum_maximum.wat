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

;; $f32x4_min: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmin    v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $f32x4_max: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmax    v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $f32x4_pmin: 16 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.4s, v16.4s, v1.4s
;;     bsl     v0.16b, v1.16b, v16.16b
;;     ret
;;
;; $f32x4_pmax: 16 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.4s, v1.4s, v16.4s
;;     bsl     v0.16b, v1.16b, v16.16b
;;     ret
