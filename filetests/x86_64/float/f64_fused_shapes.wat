;;! target = "x86_64"
;; Products that are added or subtracted: there are two roundings.

(module
  (func $sum (param $a f64) (param $b f64) (param $c f64) (result f64)
    (f64.add (f64.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $dot_step (param $a f64) (param $b f64) (param $sum f64) (result f64)
    (local.set $sum (f64.add (local.get $sum) (f64.mul (local.get $a) (local.get $b))))
    (local.get $sum))

  (func $polynomial (param $x f64) (result f64)
    (f64.add (f64.mul (f64.add (f64.mul (local.get $x) (f64.const 3)) (f64.const 2)) (local.get $x)) (f64.const 1))))

;; $sum: 9 bytes
;;     vmulsd  xmm3, xmm0, xmm1
;;     vaddsd  xmm0, xmm3, xmm2
;;     ret
;;
;; $dot_step: 13 bytes
;;     vmulsd  xmm3, xmm0, xmm1
;;     vaddsd  xmm2, xmm2, xmm3
;;     vmovaps xmm0, xmm2
;;     ret
;;
;; $polynomial: 29 bytes
;;     vmulsd  xmm1, xmm0, [=0x4008000000000000]
;;     vaddsd  xmm1, xmm1, [=0x4000000000000000]
;;     vmulsd  xmm1, xmm1, xmm0
;;     vaddsd  xmm0, xmm1, [=0x3ff0000000000000]
;;     ret
;;     .const  0x4008000000000000
;;     .const  0x4000000000000000
;;     .const  0x3ff0000000000000
