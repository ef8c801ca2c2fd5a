;;! target = "aarch64"
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

;; $zero: 8 bytes
;;     movi    d0, #0
;;     ret
;;
;; $one: 8 bytes
;;     fmov    s0, #1.0
;;     ret
;;
;; $negative_zero: 8 bytes
;;     movi    v0.2s, #0x80, lsl #24
;;     ret
;;
;; $pi: 8 bytes
;;     ldr     s0, =0x40490fdb
;;     ret
;;     .const  0x40490fdb
;;
;; $infinity: 12 bytes
;;     mov     w16, #0x7f800000
;;     fmov    s0, w16
;;     ret
;;
;; $same_twice: 20 bytes
;;     ldr     s31, =0x3dcccccd
;;     fmul    s1, s0, s31
;;     ldr     s31, =0x3dcccccd
;;     fadd    s0, s1, s31
;;     ret
;;     .const  0x3dcccccd
