;;! target = "aarch64"
;; Temporaries are put into the frame before a call.

(module
  (func $callee (result i32) (i32.const 1))

  (func $integer (param $x i32) (result i32)
    (i32.clz (local.get $x))
    (call $callee)
    (i32.add))

  (func $float (param $x f64) (result f64)
    (f64.sqrt (local.get $x))
    (drop (call $callee))
    (f64.neg))

  (func $constant_stays (result i32)
    (i32.const 100)
    (call $callee)
    (i32.sub)))

;; $callee: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $integer: 36 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     clz     w0, w19
;;     str     w0, [sp, #0x10]
;;     bl      $callee
;;     ldr     w16, [sp, #0x10]
;;     add     w0, w0, w16
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $float: 36 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     d0, [sp, #0x10]
;;     fsqrt   d0, d0
;;     str     d0, [sp, #0x18]
;;     bl      $callee
;;     ldr     d31, [sp, #0x18]
;;     fneg    d0, d31
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $constant_stays: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     bl      $callee
;;     mov     w1, #0x64
;;     sub     w0, w1, w0
;;     ldr     x30, [sp], #0x10
;;     ret
