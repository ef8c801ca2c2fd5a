;;! target = "x86_64"
;; Roundings of f64 to a whole number.

(module
  (func $ceil (param $x f64) (result f64)
    (f64.ceil (local.get $x)))


  (func $floor (param $x f64) (result f64)
    (f64.floor (local.get $x)))


  (func $trunc (param $x f64) (result f64)
    (f64.trunc (local.get $x)))


  (func $nearest (param $x f64) (result f64)
    (f64.nearest (local.get $x))))

;; $ceil: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundsd xmm0, xmm7, xmm7, 0xa
;;     ret
;;
;; $floor: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundsd xmm0, xmm7, xmm7, 9
;;     ret
;;
;; $trunc: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundsd xmm0, xmm7, xmm7, 0xb
;;     ret
;;
;; $nearest: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vroundsd xmm0, xmm7, xmm7, 8
;;     ret
