;;! target = "aarch64"
;; The sign of one number on another of f64.

(module
  (memory 1)

  (func $locals (param $x f64) (param $y f64) (result f64)
    (f64.copysign (local.get $x) (local.get $y)))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.copysign (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f64) (param $y f64) (result f64)
    (f64.copysign (f64.sqrt (local.get $x)) (f64.sqrt (local.get $y))))

  (func $constant (param $x f64) (result f64)
    (f64.copysign (local.get $x) (f64.const 2.5)))

  (func $memory (param $x f64) (param $p i32) (result f64)
    (f64.copysign (local.get $x) (f64.load (local.get $p)))))

;; $locals: 12 bytes
;;     ushr    d31, d1, #0x3f
;;     sli     d0, d31, #0x3f
;;     ret
;;
;; $in_place: 12 bytes
;;     ushr    d31, d1, #0x3f
;;     sli     d0, d31, #0x3f
;;     ret
;;
;; $temporaries: 24 bytes
;;     fsqrt   d2, d0
;;     fsqrt   d3, d1
;;     ushr    d31, d3, #0x3f
;;     fmov    d0, d2
;;     sli     d0, d31, #0x3f
;;     ret
;;
;; $constant: 8 bytes
;;     fabs    d0, d0
;;     ret
;;
;; $memory: 16 bytes
;;     ldr     d1, [x27, x1]                       ; trap: memory out of bounds
;;     ushr    d31, d1, #0x3f
;;     sli     d0, d31, #0x3f
;;     ret
