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

;; $locals: 20 bytes
;;     fmov    d16, d0
;;     ushr    d31, d1, #0x3f
;;     fmov    d0, d16
;;     sli     d0, d31, #0x3f
;;     ret
;;
;; $in_place: 20 bytes
;;     fmov    d16, d0
;;     ushr    d31, d1, #0x3f
;;     sli     d16, d31, #0x3f
;;     fmov    d0, d16
;;     ret
;;
;; $temporaries: 24 bytes
;;     fmov    d16, d0
;;     fsqrt   d0, d16
;;     fsqrt   d2, d1
;;     ushr    d31, d2, #0x3f
;;     sli     d0, d31, #0x3f
;;     ret
;;
;; $constant: 12 bytes
;;     fmov    d16, d0
;;     fabs    d0, d16
;;     ret
;;
;; $memory: 24 bytes
;;     fmov    d16, d0
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ushr    d31, d0, #0x3f
;;     fmov    d0, d16
;;     sli     d0, d31, #0x3f
;;     ret
