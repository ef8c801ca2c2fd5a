;;! target = "aarch64"
;; Minima and maxima of f64x2: with the rules of the specification, and as a comparison.

(module
  (func $f64x2_min (param $x v128) (param $y v128) (result v128)
    (f64x2.min (local.get $x) (local.get $y)))

  (func $f64x2_max (param $x v128) (param $y v128) (result v128)
    (f64x2.max (local.get $x) (local.get $y)))

  (func $f64x2_pmin (param $x v128) (param $y v128) (result v128)
    (f64x2.pmin (local.get $x) (local.get $y)))

  (func $f64x2_pmax (param $x v128) (param $y v128) (result v128)
    (f64x2.pmax (local.get $x) (local.get $y))))

;; $f64x2_min: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmin    v0.2d, v16.2d, v1.2d
;;     ret
;;
;; $f64x2_max: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmax    v0.2d, v16.2d, v1.2d
;;     ret
;;
;; $f64x2_pmin: 16 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.2d, v16.2d, v1.2d
;;     bsl     v0.16b, v1.16b, v16.16b
;;     ret
;;
;; $f64x2_pmax: 16 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.2d, v1.2d, v16.2d
;;     bsl     v0.16b, v1.16b, v16.16b
;;     ret
