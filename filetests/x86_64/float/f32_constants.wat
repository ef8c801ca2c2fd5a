;;! target = "x86_64"
;; How constants of f32 get into a register.

(module
  (func $zero (result f32)
    (f32.const 0))

  (func $one (result f32)
    (f32.const 1))

  (func $negative_zero (result f32)
    (f32.const -0))

  (func $pi (result f32)
    (f32.const 3.141592653589793))

  (func $infinity (result f32)
    (f32.const inf))

  (func $same_twice (param $x f32) (result f32)
    (f32.add (f32.mul (local.get $x) (f32.const 0.1)) (f32.const 0.1))))

;; $zero: 5 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     ret
;;
;; $one: 9 bytes
;;     vmovss  xmm0, [=0x3f800000]
;;     ret
;;     .const  0x3f800000
;;
;; $negative_zero: 9 bytes
;;     vmovss  xmm0, [=0x80000000]
;;     ret
;;     .const  0x80000000
;;
;; $pi: 9 bytes
;;     vmovss  xmm0, [=0x40490fdb]
;;     ret
;;     .const  0x40490fdb
;;
;; $infinity: 9 bytes
;;     vmovss  xmm0, [=0x7f800000]
;;     ret
;;     .const  0x7f800000
;;
;; $same_twice: 17 bytes
;;     vmulss  xmm1, xmm0, [=0x3dcccccd]
;;     vaddss  xmm0, xmm1, [=0x3dcccccd]
;;     ret
;;     .const  0x3dcccccd
