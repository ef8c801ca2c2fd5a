;;! target = "aarch64"
;; How constants of f64 get into a register.

(module
  (func $zero (result f64)
    (f64.const 0))

  (func $one (result f64)
    (f64.const 1))

  (func $negative_zero (result f64)
    (f64.const -0))

  (func $pi (result f64)
    (f64.const 3.141592653589793))

  (func $infinity (result f64)
    (f64.const inf))

  (func $same_twice (param $x f64) (result f64)
    (f64.add (f64.mul (local.get $x) (f64.const 0.1)) (f64.const 0.1))))

;; $zero: 8 bytes
;;     movi    d0, #0
;;     ret
;;
;; $one: 8 bytes
;;     fmov    d0, #1.0
;;     ret
;;
;; $negative_zero: 12 bytes
;;     mov     x16, #0x8000000000000000
;;     fmov    d0, x16
;;     ret
;;
;; $pi: 8 bytes
;;     ldr     d0, =0x400921fb54442d18
;;     ret
;;     .const  0x400921fb54442d18
;;
;; $infinity: 12 bytes
;;     mov     x16, #0x7ff0000000000000
;;     fmov    d0, x16
;;     ret
;;
;; $same_twice: 20 bytes
;;     ldr     d31, =0x3fb999999999999a
;;     fmul    d1, d0, d31
;;     ldr     d31, =0x3fb999999999999a
;;     fadd    d0, d1, d31
;;     ret
;;     .const  0x3fb999999999999a
