;;! target = "aarch64"
;; Floating-point locals of a function with calls are in the frame.

(module
  (func $callee (result f64) (f64.const 1))

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local.set $l0 (call $callee))
    (local.set $l1 (call $callee))
    (local.set $l2 (call $callee))
    (local.set $l3 (call $callee))
    (local.set $l4 (call $callee))
    (local.set $l5 (call $callee))
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))
    (f64.add (local.get $l3))
    (f64.add (local.get $l4))
    (f64.add (local.get $l5))))

;; $callee: 8 bytes
;;     fmov    d0, #1.0
;;     ret
;;
;; $locals: 100 bytes, 64 bytes of frame
;;     str     x30, [sp, #-0x40]!
;;     bl      $callee
;;     str     d0, [sp, #0x10]
;;     bl      $callee
;;     str     d0, [sp, #0x18]
;;     bl      $callee
;;     str     d0, [sp, #0x20]
;;     bl      $callee
;;     str     d0, [sp, #0x28]
;;     bl      $callee
;;     str     d0, [sp, #0x30]
;;     bl      $callee
;;     str     d0, [sp, #0x38]
;;     ldp     d0, d31, [sp, #0x10]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x20]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x28]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x30]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x38]
;;     fadd    d0, d0, d31
;;     ldr     x30, [sp], #0x40
;;     ret
