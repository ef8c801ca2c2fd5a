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

;; $ceil: 7 bytes
;;     vroundsd xmm0, xmm0, xmm0, 0xa
;;     ret
;;
;; $floor: 7 bytes
;;     vroundsd xmm0, xmm0, xmm0, 9
;;     ret
;;
;; $trunc: 7 bytes
;;     vroundsd xmm0, xmm0, xmm0, 0xb
;;     ret
;;
;; $nearest: 7 bytes
;;     vroundsd xmm0, xmm0, xmm0, 8
;;     ret
