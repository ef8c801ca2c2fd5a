;;! target = "x86_64"
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

;; $f64x2_ceil: 7 bytes
;;     vroundpd xmm0, xmm0, 0xa
;;     ret
;;
;; $f64x2_floor: 7 bytes
;;     vroundpd xmm0, xmm0, 9
;;     ret
;;
;; $f64x2_trunc: 7 bytes
;;     vroundpd xmm0, xmm0, 0xb
;;     ret
;;
;; $f64x2_nearest: 7 bytes
;;     vroundpd xmm0, xmm0, 8
;;     ret
