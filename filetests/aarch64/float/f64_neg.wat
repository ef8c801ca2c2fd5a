;;! target = "aarch64"
;; The negative of f64.

(module
  (memory 1)

  (func $local (param $x f64) (result f64)
    (f64.neg (local.get $x)))

  (func $in_place (param $x f64) (result f64)
    (local.set $x (f64.neg (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f64) (result f64)
    (f64.neg (f64.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f64)
    (f64.neg (f64.load (local.get $p)))))

;; $local: 12 bytes
;;     fmov    d16, d0
;;     fneg    d0, d16
;;     ret
;;
;; $in_place: 16 bytes
;;     fmov    d16, d0
;;     fneg    d16, d16
;;     fmov    d0, d16
;;     ret
;;
;; $temporary: 16 bytes
;;     fmov    d16, d0
;;     fadd    d0, d16, d16
;;     fneg    d0, d0
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     fneg    d0, d0
;;     ret
