;;! target = "aarch64"
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
    (f64.add (local.get $x) (f64.const 17))
    (f64.add (local.get $x) (f64.const 18))
    (f64.add (local.get $x) (f64.const 19))
    (f64.add (local.get $x) (f64.const 20))
    (f64.add (local.get $x) (f64.const 21))
    (f64.add (local.get $x) (f64.const 22))
    (f64.add (local.get $x) (f64.const 23))
    (f64.add (local.get $x) (f64.const 24))
    (f64.add (local.get $x) (f64.const 25))
    (f64.add (local.get $x) (f64.const 26))
    (f64.add (local.get $x) (f64.const 27))
    (f64.add (local.get $x) (f64.const 28))
    (f64.add (local.get $x) (f64.const 29))
    (f64.add (local.get $x) (f64.const 30))
    (f64.add (local.get $x) (f64.const 31))
    (f64.add (local.get $x) (f64.const 32))
    (f64.add (local.get $x) (f64.const 33))
    (f64.add (local.get $x) (f64.const 34))
    (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul) (f64.mul)))

;; $floats: 464 bytes, 48 bytes of frame
;;     sub     sp, sp, #0x30
;;     fmov    d31, #1.0
;;     fadd    d1, d0, d31
;;     fmov    d31, #2.0
;;     fadd    d2, d0, d31
;;     fmov    d31, #3.0
;;     fadd    d3, d0, d31
;;     fmov    d31, #4.0
;;     fadd    d4, d0, d31
;;     fmov    d31, #5.0
;;     fadd    d5, d0, d31
;;     fmov    d31, #6.0
;;     fadd    d6, d0, d31
;;     fmov    d31, #7.0
;;     fadd    d7, d0, d31
;;     fmov    d31, #8.0
;;     fadd    d8, d0, d31
;;     fmov    d31, #9.0
;;     fadd    d9, d0, d31
;;     fmov    d31, #10.0
;;     fadd    d10, d0, d31
;;     fmov    d31, #11.0
;;     fadd    d11, d0, d31
;;     fmov    d31, #12.0
;;     fadd    d12, d0, d31
;;     fmov    d31, #13.0
;;     fadd    d13, d0, d31
;;     fmov    d31, #14.0
;;     fadd    d14, d0, d31
;;     fmov    d31, #15.0
;;     fadd    d15, d0, d31
;;     fmov    d31, #16.0
;;     fadd    d16, d0, d31
;;     fmov    d31, #17.0
;;     fadd    d17, d0, d31
;;     fmov    d31, #18.0
;;     fadd    d18, d0, d31
;;     fmov    d31, #19.0
;;     fadd    d19, d0, d31
;;     fmov    d31, #20.0
;;     fadd    d20, d0, d31
;;     fmov    d31, #21.0
;;     fadd    d21, d0, d31
;;     fmov    d31, #22.0
;;     fadd    d22, d0, d31
;;     fmov    d31, #23.0
;;     fadd    d23, d0, d31
;;     fmov    d31, #24.0
;;     fadd    d24, d0, d31
;;     fmov    d31, #25.0
;;     fadd    d25, d0, d31
;;     fmov    d31, #26.0
;;     fadd    d26, d0, d31
;;     fmov    d31, #27.0
;;     fadd    d27, d0, d31
;;     fmov    d31, #28.0
;;     fadd    d28, d0, d31
;;     fmov    d31, #29.0
;;     fadd    d29, d0, d31
;;     str     d1, [sp]
;;     fmov    d31, #30.0
;;     fadd    d1, d0, d31
;;     str     d2, [sp, #8]
;;     fmov    d31, #31.0
;;     fadd    d2, d0, d31
;;     str     d3, [sp, #0x10]
;;     mov     x16, #0x4040000000000000
;;     fmov    d31, x16
;;     fadd    d3, d0, d31
;;     str     d4, [sp, #0x18]
;;     ldr     d31, =0x4040800000000000
;;     fadd    d4, d0, d31
;;     str     d5, [sp, #0x20]
;;     mov     x16, #0x4041000000000000
;;     fmov    d31, x16
;;     fadd    d5, d0, d31
;;     fmul    d4, d4, d5
;;     fmul    d3, d3, d4
;;     fmul    d2, d2, d3
;;     fmul    d1, d1, d2
;;     fmul    d29, d29, d1
;;     fmul    d28, d28, d29
;;     fmul    d27, d27, d28
;;     fmul    d26, d26, d27
;;     fmul    d25, d25, d26
;;     fmul    d24, d24, d25
;;     fmul    d23, d23, d24
;;     fmul    d22, d22, d23
;;     fmul    d21, d21, d22
;;     fmul    d20, d20, d21
;;     fmul    d19, d19, d20
;;     fmul    d18, d18, d19
;;     fmul    d17, d17, d18
;;     fmul    d16, d16, d17
;;     fmul    d15, d15, d16
;;     fmul    d14, d14, d15
;;     fmul    d13, d13, d14
;;     fmul    d12, d12, d13
;;     fmul    d11, d11, d12
;;     fmul    d10, d10, d11
;;     fmul    d9, d9, d10
;;     fmul    d8, d8, d9
;;     fmul    d7, d7, d8
;;     fmul    d6, d6, d7
;;     ldr     d31, [sp, #0x20]
;;     fmul    d6, d6, d31
;;     ldr     d31, [sp, #0x18]
;;     fmul    d6, d6, d31
;;     ldr     d31, [sp, #0x10]
;;     fmul    d6, d6, d31
;;     ldr     d31, [sp, #8]
;;     fmul    d6, d6, d31
;;     ldr     d31, [sp]
;;     fmul    d0, d6, d31
;;     add     sp, sp, #0x30
;;     ret
;;     .const  0x4040800000000000
