;;! target = "x86_64"
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

;; $zero: 5 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     ret
;;
;; $one: 9 bytes
;;     vmovsd  xmm0, [=0x3ff0000000000000]
;;     ret
;;     .const  0x3ff0000000000000
;;
;; $negative_zero: 9 bytes
;;     vmovsd  xmm0, [=0x8000000000000000]
;;     ret
;;     .const  0x8000000000000000
;;
;; $pi: 9 bytes
;;     vmovsd  xmm0, [=0x400921fb54442d18]
;;     ret
;;     .const  0x400921fb54442d18
;;
;; $infinity: 9 bytes
;;     vmovsd  xmm0, [=0x7ff0000000000000]
;;     ret
;;     .const  0x7ff0000000000000
;;
;; $same_twice: 17 bytes
;;     vmulsd  xmm1, xmm0, [=0x3fb999999999999a]
;;     vaddsd  xmm0, xmm1, [=0x3fb999999999999a]
;;     ret
;;     .const  0x3fb999999999999a
