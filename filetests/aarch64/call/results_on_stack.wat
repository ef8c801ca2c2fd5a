;;! target = "aarch64"
;; More results than there are registers for.

(module
  (func $five (result i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5))

  (func $sum (result i32)
    (call $five)
    (i32.add) (i32.add) (i32.add) (i32.add)))

;; $five: 80 bytes, 48 bytes of frame
;;     sub     sp, sp, #0x30
;;     mov     w17, #1
;;     str     w17, [sp]
;;     mov     w17, #2
;;     str     w17, [sp, #8]
;;     mov     w17, #3
;;     str     w17, [sp, #0x10]
;;     mov     w17, #4
;;     str     w17, [sp, #0x18]
;;     mov     w17, #5
;;     str     w17, [sp, #0x20]
;;     ldr     w0, [sp]
;;     ldr     w1, [sp, #8]
;;     ldr     w2, [sp, #0x10]
;;     ldr     w17, [sp, #0x18]
;;     str     w17, [sp, #0x30]
;;     ldr     w17, [sp, #0x20]
;;     str     w17, [sp, #0x38]
;;     add     sp, sp, #0x30
;;     ret
;;
;; $sum: 64 bytes, 64 bytes of frame
;;     str     x30, [sp, #-0x40]!
;;     sub     sp, sp, #0x10
;;     bl      $five
;;     ldr     w17, [sp]
;;     str     w17, [sp, #0x38]
;;     ldr     w17, [sp, #8]
;;     str     w17, [sp, #0x40]
;;     add     sp, sp, #0x10
;;     ldr     w3, [sp, #0x28]
;;     ldr     w16, [sp, #0x30]
;;     add     w3, w3, w16
;;     add     w2, w2, w3
;;     add     w1, w1, w2
;;     add     w0, w0, w1
;;     ldr     x30, [sp], #0x40
;;     ret
