;;! target = "aarch64"
;; Addition of 128 bits: the sum of the upper halves takes the carry of the lower ones.

(module
  (func $parameters (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64 i64)
    (i64.add128 (local.get $a) (local.get $b) (local.get $c) (local.get $d)))

  (func $temporaries (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64 i64)
    (i64.add128
      (i64.clz (local.get $a)) (i64.clz (local.get $b)) (i64.clz (local.get $c)) (i64.clz (local.get $d))))

  (func $constants (param $a i64) (param $b i64) (result i64 i64)
    (i64.add128 (local.get $a) (local.get $b) (i64.const 1) (i64.const 0)))

  (func $wide_constants (param $a i64) (param $b i64) (result i64 i64)
    (i64.add128 (local.get $a) (local.get $b) (i64.const 0x123456789abc) (i64.const -0x123456789abc)))

  (func $to_locals (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64)
    (i64.add128 (local.get $a) (local.get $b) (local.get $c) (local.get $d))
    (local.set $b)
    (local.set $a)
    (i64.xor (local.get $a) (local.get $b))))

;; $parameters: 36 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     mov     x0, x2
;;     mov     x5, x1
;;     adds    x5, x5, x3
;;     adc     x0, x0, x4
;;     stp     x5, x0, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $temporaries: 44 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     clz     x0, x1
;;     clz     x5, x2
;;     clz     x6, x3
;;     clz     x7, x4
;;     adds    x0, x0, x6
;;     adc     x5, x5, x7
;;     stp     x0, x5, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $constants: 40 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     mov     x0, x2
;;     mov     x3, x1
;;     mov     w16, #1
;;     adds    x3, x3, x16
;;     adc     x0, x0, xzr
;;     stp     x3, x0, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $wide_constants: 60 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     mov     x0, x2
;;     mov     x3, x1
;;     mov     x16, #0x9abc
;;     movk    x16, #0x5678, lsl #16
;;     movk    x16, #0x1234, lsl #32
;;     adds    x3, x3, x16
;;     mov     x16, #0xffffffffffff6544
;;     movk    x16, #0xa987, lsl #16
;;     movk    x16, #0xedcb, lsl #32
;;     adc     x0, x0, x16
;;     stp     x3, x0, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $to_locals: 32 bytes
;;     mov     x0, x2
;;     mov     x5, x1
;;     adds    x5, x5, x3
;;     adc     x0, x0, x4
;;     mov     x2, x0
;;     mov     x1, x5
;;     eor     x0, x1, x2
;;     ret
