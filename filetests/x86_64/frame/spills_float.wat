;;! target = "x86_64"
;; Floating-point values beyond what the temporaries hold.

(module
  (func $floats (param $x f64) (result f64)
    (f64.add (local.get $x) (f64.const 1))
    (f64.add (local.get $x) (f64.const 2))
    (f64.add (local.get $x) (f64.const 3))
    (f64.add (local.get $x) (f64.const 4))
    (f64.add (local.get $x) (f64.const 5))
    (f64.add (local.get $x) (f64.const 6))
    (f64.add (local.get $x) (f64.const 7))
    (f64.add (local.get $x) (f64.const 8))
    (f64.add (local.get $x) (f64.const 9))
    (f64.add (local.get $x) (f64.const 10))
    (f64.add (local.get $x) (f64.const 11))
    (f64.add (local.get $x) (f64.const 12))
    (f64.add (local.get $x) (f64.const 13))
    (f64.add (local.get $x) (f64.const 14))
    (f64.add (local.get $x) (f64.const 15))
    (f64.add (local.get $x) (f64.const 16))
    (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul)))

;; $floats: 224 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     vaddsd  xmm1, xmm0, [=0x3ff0000000000000]
;;     vaddsd  xmm2, xmm0, [=0x4000000000000000]
;;     vaddsd  xmm3, xmm0, [=0x4008000000000000]
;;     vaddsd  xmm4, xmm0, [=0x4010000000000000]
;;     vaddsd  xmm5, xmm0, [=0x4014000000000000]
;;     vaddsd  xmm6, xmm0, [=0x4018000000000000]
;;     vaddsd  xmm7, xmm0, [=0x401c000000000000]
;;     vaddsd  xmm8, xmm0, [=0x4020000000000000]
;;     vaddsd  xmm9, xmm0, [=0x4022000000000000]
;;     vaddsd  xmm10, xmm0, [=0x4024000000000000]
;;     vaddsd  xmm11, xmm0, [=0x4026000000000000]
;;     vaddsd  xmm12, xmm0, [=0x4028000000000000]
;;     vaddsd  xmm13, xmm0, [=0x402a000000000000]
;;     vmovsd  [rsp], xmm1
;;     vaddsd  xmm1, xmm0, [=0x402c000000000000]
;;     vmovsd  [rsp + 8], xmm2
;;     vaddsd  xmm2, xmm0, [=0x402e000000000000]
;;     vmovsd  [rsp + 0x10], xmm3
;;     vaddsd  xmm3, xmm0, [=0x4030000000000000]
;;     vmulsd  xmm2, xmm2, xmm3
;;     vmulsd  xmm1, xmm1, xmm2
;;     vmulsd  xmm13, xmm13, xmm1
;;     vmulsd  xmm12, xmm12, xmm13
;;     vmulsd  xmm11, xmm11, xmm12
;;     vmulsd  xmm10, xmm10, xmm11
;;     vmulsd  xmm9, xmm9, xmm10
;;     vmulsd  xmm8, xmm8, xmm9
;;     vmulsd  xmm7, xmm8, xmm7
;;     vmulsd  xmm6, xmm6, xmm7
;;     vmulsd  xmm5, xmm5, xmm6
;;     vmulsd  xmm4, xmm4, xmm5
;;     vmulsd  xmm4, xmm4, [rsp + 0x10]
;;     vmulsd  xmm4, xmm4, [rsp + 8]
;;     vmulsd  xmm0, xmm4, [rsp]
;;     add     rsp, 0x18
;;     ret
;;     .const  0x3ff0000000000000
;;     .const  0x4000000000000000
;;     .const  0x4008000000000000
;;     .const  0x4010000000000000
;;     .const  0x4014000000000000
;;     .const  0x4018000000000000
;;     .const  0x401c000000000000
;;     .const  0x4020000000000000
;;     .const  0x4022000000000000
;;     .const  0x4024000000000000
;;     .const  0x4026000000000000
;;     .const  0x4028000000000000
;;     .const  0x402a000000000000
;;     .const  0x402c000000000000
;;     .const  0x402e000000000000
;;     .const  0x4030000000000000
