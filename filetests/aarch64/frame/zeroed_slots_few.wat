;;! target = "aarch64"
;; Locals in the frame whose initial zero is read.

(module
  (func $callee)

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64)
    (call $callee)
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))))

;; $callee: 4 bytes
;;     ret
;;
;; $locals: 40 bytes, 48 bytes of frame
;;     str     x30, [sp, #-0x30]!
;;     stp     xzr, xzr, [sp, #0x10]
;;     str     xzr, [sp, #0x20]
;;     bl      $callee
;;     ldp     d0, d31, [sp, #0x10]
;;     fadd    d0, d0, d31
;;     ldr     d31, [sp, #0x20]
;;     fadd    d0, d0, d31
;;     ldr     x30, [sp], #0x30
;;     ret
