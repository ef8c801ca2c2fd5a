;;! target = "aarch64"
;; A loop that calls.

(module
  (func $callee (param i32) (result i32) (local.get 0))

  (func $sum (param $n i32) (result i32) (local $sum i32)
    (loop $l
      (local.set $sum (i32.add (local.get $sum) (call $callee (local.get $n))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))

;; $callee: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $sum: 52 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, #0
;; L1:
;;     mov     w1, w19
;;     bl      $callee
;;     add     w20, w20, w0
;;     sub     w19, w19, #1
;;     cbnz    w19, L1
;;     mov     w0, w20
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
