;;! target = "aarch64"
;; A fill whose length, or whose value, is not known.

(module
  (memory 1)

  (func $length (param $to i32) (param $n i32)
    (memory.fill (local.get $to) (i32.const 0) (local.get $n)))

  (func $value (param $to i32) (param $byte i32)
    (memory.fill (local.get $to) (local.get $byte) (i32.const 8))))

;; $length: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w4, w2
;;     mov     w2, w1
;;     mov     w3, #0
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $value: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w4, #8
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
