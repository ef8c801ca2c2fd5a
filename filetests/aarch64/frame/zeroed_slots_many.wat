;;! target = "aarch64"
;; Many locals in the frame whose initial zero is read.

(module
  (func $callee)

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local $l6 f64) (local $l7 f64) (local $l8 f64) (local $l9 f64) (local $l10 f64) (local $l11 f64)
    (local $l12 f64) (local $l13 f64) (local $l14 f64) (local $l15 f64) (local $l16 f64) (local $l17 f64)
    (local $l18 f64) (local $l19 f64)
    (call $callee)
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))
    (f64.add (local.get $l3))
    (f64.add (local.get $l4))
    (f64.add (local.get $l5))
    (f64.add (local.get $l6))
    (f64.add (local.get $l7))
    (f64.add (local.get $l8))
    (f64.add (local.get $l9))
    (f64.add (local.get $l10))
    (f64.add (local.get $l11))
    (f64.add (local.get $l12))
    (f64.add (local.get $l13))
    (f64.add (local.get $l14))
    (f64.add (local.get $l15))
    (f64.add (local.get $l16))
    (f64.add (local.get $l17))
    (f64.add (local.get $l18))
    (f64.add (local.get $l19))))

;; $callee: 4 bytes
;;     ret
;;
;; $locals: 208 bytes, 176 bytes of frame
;;     str     x30, [sp, #-0xb0]!
;;     stp     xzr, xzr, [sp, #0x10]
;;     stp     xzr, xzr, [sp, #0x20]
;;     stp     xzr, xzr, [sp, #0x30]
;;     stp     xzr, xzr, [sp, #0x40]
;;     stp     xzr, xzr, [sp, #0x50]
;;     stp     xzr, xzr, [sp, #0x60]
;;     stp     xzr, xzr, [sp, #0x70]
;;     stp     xzr, xzr, [sp, #0x80]
;;     stp     xzr, xzr, [sp, #0x90]
;;     stp     xzr, xzr, [sp, #0xa0]
;;     bl      $callee
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
;;     ldr     d31, [sp, #0x40]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x48]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x50]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x58]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x60]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x68]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x70]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x78]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x80]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x88]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x90]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x98]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xa0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xa8]
;;     fadd    d0, d0, d31
;;     ldr     x30, [sp], #0xb0
;;     ret
