;;! target = "aarch64"
;; Operands that wait while a block is executed are put into the frame.

(module
  (func $callee)

  (func $temporary (param $x i32) (param $y i32) (result i32)
    (i32.clz (local.get $x))
    (if (local.get $y) (then (call $callee)))
    (i32.add (local.get $y)))

  (func $local (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (if (local.get $y) (then (local.set $x (i32.const 1))))
    (i32.add (local.get $x)))

  (func $constant (param $y i32) (result i32)
    (i32.const 5)
    (block $b (br_if $b (local.get $y)) (local.set $y (i32.const 1)))
    (i32.add (local.get $y))))

;; $callee: 4 bytes
;;     ret
;;
;; $temporary: 40 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w2
;;     clz     w0, w1
;;     str     w0, [sp, #0x10]
;;     cbz     w19, L1
;;     bl      $callee
;; L1:
;;     ldr     w16, [sp, #0x10]
;;     add     w0, w19, w16
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $local: 32 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     w1, [sp]
;;     cbz     w2, L1
;;     mov     w1, #1
;; L1:
;;     ldr     w16, [sp]
;;     add     w0, w1, w16
;;     add     sp, sp, #0x10
;;     ret
;;
;; $constant: 16 bytes
;;     cbnz    w1, L1
;;     mov     w1, #1
;; L1:
;;     add     w0, w1, #5
;;     ret
