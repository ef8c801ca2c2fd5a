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

;; $ceil: 8 bytes
;;     frintp  d0, d0
;;     ret
;;
;; $floor: 8 bytes
;;     frintm  d0, d0
;;     ret
;;
;; $trunc: 8 bytes
;;     frintz  d0, d0
;;     ret
;;
;; $nearest: 8 bytes
;;     frintn  d0, d0
;;     ret
