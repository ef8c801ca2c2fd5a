;;! target = "aarch64"
;; Locals that find no register are in the frame.

(module
  (func $callee (result i64) (i64.const 1))

  (func $locals (result i64)
    (local $l0 i64) (local $l1 i64) (local $l2 i64) (local $l3 i64) (local $l4 i64) (local $l5 i64)
    (local $l6 i64) (local $l7 i64) (local $l8 i64) (local $l9 i64) (local $l10 i64) (local $l11 i64)
    (local $l12 i64) (local $l13 i64) (local $l14 i64)
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
    (local.get $l0)
    (i64.add (local.get $l1))
    (i64.add (local.get $l2))
    (i64.add (local.get $l3))
    (i64.add (local.get $l4))
    (i64.add (local.get $l5))
    (i64.add (local.get $l6))
    (i64.add (local.get $l7))
    (i64.add (local.get $l8))
    (i64.add (local.get $l9))
    (i64.add (local.get $l10))
    (i64.add (local.get $l11))
    (i64.add (local.get $l12))
    (i64.add (local.get $l13))
    (i64.add (local.get $l14))))

;; $callee: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $locals: 244 bytes, 128 bytes of frame
;;     stp     x30, x13, [sp, #-0x80]!
;;     stp     x14, x19, [sp, #0x10]
;;     stp     x20, x21, [sp, #0x20]
;;     stp     x22, x23, [sp, #0x30]
;;     stp     x24, x25, [sp, #0x40]
;;     stp     x26, x29, [sp, #0x50]
;;     bl      $callee
;;     mov     x19, x0
;;     bl      $callee
;;     mov     x20, x0
;;     bl      $callee
;;     mov     x21, x0
;;     bl      $callee
;;     mov     x22, x0
;;     bl      $callee
;;     mov     x23, x0
;;     bl      $callee
;;     mov     x24, x0
;;     bl      $callee
;;     mov     x25, x0
;;     bl      $callee
;;     mov     x26, x0
;;     bl      $callee
;;     mov     x29, x0
;;     bl      $callee
;;     mov     x13, x0
;;     bl      $callee
;;     mov     x14, x0
;;     bl      $callee
;;     str     x0, [sp, #0x60]
;;     bl      $callee
;;     str     x0, [sp, #0x68]
;;     bl      $callee
;;     str     x0, [sp, #0x70]
;;     bl      $callee
;;     str     x0, [sp, #0x78]
;;     add     x0, x19, x20
;;     add     x0, x0, x21
;;     add     x0, x0, x22
;;     add     x0, x0, x23
;;     add     x0, x0, x24
;;     add     x0, x0, x25
;;     add     x0, x0, x26
;;     add     x0, x0, x29
;;     add     x0, x0, x13
;;     add     x0, x0, x14
;;     ldr     x16, [sp, #0x60]
;;     add     x0, x0, x16
;;     ldr     x16, [sp, #0x68]
;;     add     x0, x0, x16
;;     ldr     x16, [sp, #0x70]
;;     add     x0, x0, x16
;;     ldr     x16, [sp, #0x78]
;;     add     x0, x0, x16
;;     ldp     x14, x19, [sp, #0x10]
;;     ldp     x20, x21, [sp, #0x20]
;;     ldp     x22, x23, [sp, #0x30]
;;     ldp     x24, x25, [sp, #0x40]
;;     ldp     x26, x29, [sp, #0x50]
;;     ldp     x30, x13, [sp], #0x80
;;     ret
