;;! target = "aarch64"
;; A fill whose length, or whose value, is not known.

(module
  (memory 1)

  (func $length (param $to i32) (param $n i32)
    (memory.fill (local.get $to) (i32.const 0) (local.get $n)))

  (func $value (param $to i32) (param $byte i32)
    (memory.fill (local.get $to) (local.get $byte) (i32.const 8))))

;; $length: 56 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w2, w19
;;     mov     w4, w20
;;     mov     w3, #0
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $value: 56 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w2, w19
;;     mov     w3, w20
;;     mov     w4, #8
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
