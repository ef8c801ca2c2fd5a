;;! target = "aarch64"
;; Roundings of f64x2.

(module
  (func $f64x2_ceil (param $x v128) (result v128)
    (f64x2.ceil (local.get $x)))

  (func $f64x2_floor (param $x v128) (result v128)
    (f64x2.floor (local.get $x)))

  (func $f64x2_trunc (param $x v128) (result v128)
    (f64x2.trunc (local.get $x)))

  (func $f64x2_nearest (param $x v128) (result v128)
    (f64x2.nearest (local.get $x))))

;; $f64x2_ceil: 8 bytes
;;     frintp  v0.2d, v0.2d
;;     ret
;;
;; $f64x2_floor: 8 bytes
;;     frintm  v0.2d, v0.2d
;;     ret
;;
;; $f64x2_trunc: 8 bytes
;;     frintz  v0.2d, v0.2d
;;     ret
;;
;; $f64x2_nearest: 8 bytes
;;     frintn  v0.2d, v0.2d
;;     ret
