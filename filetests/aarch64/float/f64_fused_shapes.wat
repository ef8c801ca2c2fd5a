;;! target = "aarch64"
;; Products that are added or subtracted: there are two roundings.

(module
  (func $sum (param $a f64) (param $b f64) (param $c f64) (result f64)
    (f64.add (f64.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $dot_step (param $a f64) (param $b f64) (param $sum f64) (result f64)
    (local.set $sum (f64.add (local.get $sum) (f64.mul (local.get $a) (local.get $b))))
    (local.get $sum))

  (func $polynomial (param $x f64) (result f64)
    (f64.add (f64.mul (f64.add (f64.mul (local.get $x) (f64.const 3)) (f64.const 2)) (local.get $x)) (f64.const 1))))

;; $sum: 12 bytes
;;     fmul    d3, d0, d1
;;     fadd    d0, d3, d2
;;     ret
;;
;; $dot_step: 16 bytes
;;     fmul    d3, d0, d1
;;     fadd    d2, d2, d3
;;     fmov    d0, d2
;;     ret
;;
;; $polynomial: 32 bytes
;;     fmov    d31, #3.0
;;     fmul    d1, d0, d31
;;     fmov    d31, #2.0
;;     fadd    d1, d1, d31
;;     fmul    d1, d1, d0
;;     fmov    d31, #1.0
;;     fadd    d0, d1, d31
;;     ret
