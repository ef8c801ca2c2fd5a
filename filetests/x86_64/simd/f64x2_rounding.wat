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

;; $f64x2_ceil: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundpd xmm0, xmm7, 0xa
;;     ret
;;
;; $f64x2_floor: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundpd xmm0, xmm7, 9
;;     ret
;;
;; $f64x2_trunc: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundpd xmm0, xmm7, 0xb
;;     ret
;;
;; $f64x2_nearest: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundpd xmm0, xmm7, 8
;;     ret
