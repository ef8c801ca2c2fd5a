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

;; $f64x2_min: 8 bytes
;;     fmin    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_max: 8 bytes
;;     fmax    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_pmin: 12 bytes
;;     fcmgt   v31.2d, v0.2d, v1.2d
;;     bit     v0.16b, v1.16b, v31.16b
;;     ret
;;
;; $f64x2_pmax: 12 bytes
;;     fcmgt   v31.2d, v1.2d, v0.2d
;;     bit     v0.16b, v1.16b, v31.16b
;;     ret
