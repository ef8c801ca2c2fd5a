;;! target = "aarch64"
;; A copy whose length is not known.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $n))))

;; $copy: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w4, w3
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #1
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
