;;! target = "aarch64"
;; A frame too large for the shortest instructions.

(module
  (func $callee (result f64) (f64.const 1))

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local $l6 f64) (local $l7 f64) (local $l8 f64) (local $l9 f64) (local $l10 f64) (local $l11 f64)
    (local $l12 f64) (local $l13 f64) (local $l14 f64) (local $l15 f64) (local $l16 f64) (local $l17 f64)
    (local $l18 f64) (local $l19 f64) (local $l20 f64) (local $l21 f64) (local $l22 f64) (local $l23 f64)
    (local $l24 f64) (local $l25 f64) (local $l26 f64) (local $l27 f64) (local $l28 f64) (local $l29 f64)
    (local.set $l0 (call $callee))
    (local.set $l1 (call $callee))
    (local.set $l2 (call $callee))
    (local.set $l3 (call $callee))
    (local.set $l4 (call $callee))
    (local.set $l5 (call $callee))
    (local.set $l6 (call $callee))
    (local.set $l7 (call $callee))
    (local.set $l8 (call $callee))
    (local.set $l9 (call $callee))
    (local.set $l10 (call $callee))
    (local.set $l11 (call $callee))
    (local.set $l12 (call $callee))
    (local.set $l13 (call $callee))
    (local.set $l14 (call $callee))
    (local.set $l15 (call $callee))
    (local.set $l16 (call $callee))
    (local.set $l17 (call $callee))
    (local.set $l18 (call $callee))
    (local.set $l19 (call $callee))
    (local.set $l20 (call $callee))
    (local.set $l21 (call $callee))
    (local.set $l22 (call $callee))
    (local.set $l23 (call $callee))
    (local.set $l24 (call $callee))
    (local.set $l25 (call $callee))
    (local.set $l26 (call $callee))
    (local.set $l27 (call $callee))
    (local.set $l28 (call $callee))
    (local.set $l29 (call $callee))
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
    (f64.add (local.get $l19))
    (f64.add (local.get $l20))
    (f64.add (local.get $l21))
    (f64.add (local.get $l22))
    (f64.add (local.get $l23))
    (f64.add (local.get $l24))
    (f64.add (local.get $l25))
    (f64.add (local.get $l26))
    (f64.add (local.get $l27))
    (f64.add (local.get $l28))
    (f64.add (local.get $l29))))

;; $callee: 8 bytes
;;     fmov    d0, #1.0
;;     ret
;;
;; $locals: 488 bytes, 256 bytes of frame
;;     str     x30, [sp, #-0x100]!
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
;;     bl      $callee
;;     str     d0, [sp, #0x40]
;;     bl      $callee
;;     str     d0, [sp, #0x48]
;;     bl      $callee
;;     str     d0, [sp, #0x50]
;;     bl      $callee
;;     str     d0, [sp, #0x58]
;;     bl      $callee
;;     str     d0, [sp, #0x60]
;;     bl      $callee
;;     str     d0, [sp, #0x68]
;;     bl      $callee
;;     str     d0, [sp, #0x70]
;;     bl      $callee
;;     str     d0, [sp, #0x78]
;;     bl      $callee
;;     str     d0, [sp, #0x80]
;;     bl      $callee
;;     str     d0, [sp, #0x88]
;;     bl      $callee
;;     str     d0, [sp, #0x90]
;;     bl      $callee
;;     str     d0, [sp, #0x98]
;;     bl      $callee
;;     str     d0, [sp, #0xa0]
;;     bl      $callee
;;     str     d0, [sp, #0xa8]
;;     bl      $callee
;;     str     d0, [sp, #0xb0]
;;     bl      $callee
;;     str     d0, [sp, #0xb8]
;;     bl      $callee
;;     str     d0, [sp, #0xc0]
;;     bl      $callee
;;     str     d0, [sp, #0xc8]
;;     bl      $callee
;;     str     d0, [sp, #0xd0]
;;     bl      $callee
;;     str     d0, [sp, #0xd8]
;;     bl      $callee
;;     str     d0, [sp, #0xe0]
;;     bl      $callee
;;     str     d0, [sp, #0xe8]
;;     bl      $callee
;;     str     d0, [sp, #0xf0]
;;     bl      $callee
;;     str     d0, [sp, #0xf8]
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
;;     ldr     d31, [sp, #0xb0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xb8]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xc0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xc8]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xd0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xd8]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xe0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xe8]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xf0]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0xf8]
;;     fadd    d0, d0, d31
;;     ldr     x30, [sp], #0x10
;;     add     sp, sp, #0xf0
;;     ret
