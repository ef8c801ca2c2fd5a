;;! target = "x86_64"
;; Products that are added or subtracted: there are two roundings.

(module
  (func $sum (param $a f32) (param $b f32) (param $c f32) (result f32)
    (f32.add (f32.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $dot_step (param $a f32) (param $b f32) (param $sum f32) (result f32)
    (local.set $sum (f32.add (local.get $sum) (f32.mul (local.get $a) (local.get $b))))
    (local.get $sum))

  (func $polynomial (param $x f32) (result f32)
    (f32.add (f32.mul (f32.add (f32.mul (local.get $x) (f32.const 3)) (f32.const 2)) (local.get $x)) (f32.const 1))))

;; $sum: 9 bytes
;;     vmulss  xmm3, xmm0, xmm1
;;     vaddss  xmm0, xmm3, xmm2
;;     ret
;;
;; $dot_step: 13 bytes
;;     vmulss  xmm3, xmm0, xmm1
;;     vaddss  xmm2, xmm2, xmm3
;;     vmovaps xmm0, xmm2
;;     ret
;;
;; $polynomial: 29 bytes
;;     vmulss  xmm1, xmm0, [=0x40400000]
;;     vaddss  xmm1, xmm1, [=0x40000000]
;;     vmulss  xmm1, xmm1, xmm0
;;     vaddss  xmm0, xmm1, [=0x3f800000]
;;     ret
;;     .const  0x40400000
;;     .const  0x40000000
;;     .const  0x3f800000
