;;! target = "aarch64"
;; Minimum of f64.

(module
  (memory 1)

  (func $locals (param $x f64) (param $y f64) (result f64)
    (f64.min (local.get $x) (local.get $y)))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.min (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f64) (param $y f64) (result f64)
    (f64.min (f64.sqrt (local.get $x)) (f64.sqrt (local.get $y))))

  (func $constant (param $x f64) (result f64)
    (f64.min (local.get $x) (f64.const 2.5)))

  (func $memory (param $x f64) (param $p i32) (result f64)
    (f64.min (local.get $x) (f64.load (local.get $p)))))

;; $locals: 8 bytes
;;     fmin    d0, d0, d1
;;     ret
;;
;; $in_place: 8 bytes
;;     fmin    d0, d0, d1
;;     ret
;;
;; $temporaries: 16 bytes
;;     fsqrt   d2, d0
;;     fsqrt   d3, d1
;;     fmin    d0, d2, d3
;;     ret
;;
;; $constant: 12 bytes
;;     fmov    d31, #2.5
;;     fmin    d0, d0, d31
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     d1, [x27, x1]                       ; trap: memory out of bounds
;;     fmin    d0, d0, d1
;;     ret
