;;! target = "aarch64"
;; Floating-point locals of a function with calls live in the frame, where they are operands.

(module
  (func $callee)

  (func $binary (param $x f64) (param $y f64) (result f64)
    (call $callee)
    (f64.sub (local.get $x) (local.get $y)))

  (func $unary (param $x f64) (result f64)
    (call $callee)
    (f64.sqrt (local.get $x)))

  (func $convert (param $x f64) (result f32)
    (call $callee)
    (f32.demote_f64 (local.get $x)))

  (func $compare (param $x f64) (param $y f64) (result i32)
    (call $callee)
    (f64.lt (local.get $x) (local.get $y)))

  (func $set (param $x f32) (result f32)
    (call $callee)
    (local.set $x (f32.const 1.5))
    (call $callee)
    (local.get $x)))

;; $callee: 4 bytes
;;     ret
;;
;; $binary: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     stp     d0, d1, [sp, #0x10]
;;     bl      $callee
;;     ldp     d0, d31, [sp, #0x10]
;;     fsub    d0, d0, d31
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $unary: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     d0, [sp, #0x10]
;;     bl      $callee
;;     ldr     d31, [sp, #0x10]
;;     fsqrt   d0, d31
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $convert: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     d0, [sp, #0x10]
;;     bl      $callee
;;     ldr     d31, [sp, #0x10]
;;     fcvt    s0, d31
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $compare: 32 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     stp     d0, d1, [sp, #0x10]
;;     bl      $callee
;;     ldp     d1, d0, [sp, #0x10]
;;     fcmp    d1, d0
;;     cset    w0, mi
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $set: 36 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     s0, [sp, #0x10]
;;     bl      $callee
;;     mov     w17, #0x3fc00000
;;     str     w17, [sp, #0x10]
;;     bl      $callee
;;     ldr     s0, [sp, #0x10]
;;     ldr     x30, [sp], #0x20
;;     ret
