;;! target = "aarch64"
;; The square root of f64.

(module
  (memory 1)

  (func $local (param $x f64) (result f64)
    (f64.sqrt (local.get $x)))

  (func $in_place (param $x f64) (result f64)
    (local.set $x (f64.sqrt (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f64) (result f64)
    (f64.sqrt (f64.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f64)
    (f64.sqrt (f64.load (local.get $p)))))

;; $local: 8 bytes
;;     fsqrt   d0, d0
;;     ret
;;
;; $in_place: 8 bytes
;;     fsqrt   d0, d0
;;     ret
;;
;; $temporary: 12 bytes
;;     fadd    d1, d0, d0
;;     fsqrt   d0, d1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     fsqrt   d0, d0
;;     ret
