;;! target = "aarch64"
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

;; $ceil: 12 bytes
;;     fmov    d16, d0
;;     frintp  d0, d16
;;     ret
;;
;; $floor: 12 bytes
;;     fmov    d16, d0
;;     frintm  d0, d16
;;     ret
;;
;; $trunc: 12 bytes
;;     fmov    d16, d0
;;     frintz  d0, d16
;;     ret
;;
;; $nearest: 12 bytes
;;     fmov    d16, d0
;;     frintn  d0, d16
;;     ret
