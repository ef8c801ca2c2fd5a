;;! target = "aarch64"
;; Floating-point locals are saved around calls where their use outweighs it, else they live in the frame.

(module
  (func $callee)

  (func $seldom_used (param $x f64) (result f64)
    (call $callee)
    (local.get $x))

  (func $often_used (param $x f64) (param $n i32) (result f64)
    (call $callee)
    (loop $l
      (local.set $x (f64.mul (local.get $x) (local.get $x)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $x)))

;; $callee: 4 bytes
;;     ret
;;
;; $seldom_used: 24 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     d0, [sp, #0x10]
;;     bl      $callee
;;     ldr     d0, [sp, #0x10]
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $often_used: 48 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     fmov    d16, d0
;;     mov     w19, w1
;;     str     d16, [sp, #0x10]
;;     bl      $callee
;;     ldr     d16, [sp, #0x10]
;; L1:
;;     fmul    d16, d16, d16
;;     sub     w19, w19, #1
;;     cbnz    w19, L1
;;     fmov    d0, d16
;;     ldp     x30, x19, [sp], #0x20
;;     ret
