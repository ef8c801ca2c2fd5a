;;! target = "aarch64"
;; A copy whose length is not known.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $n))))

;; $copy: 60 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     stp     x20, x21, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w21, w3
;;     mov     w2, w19
;;     mov     w3, w20
;;     mov     w4, w21
;;     mov     w1, #0
;;     mov     w0, #1
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
