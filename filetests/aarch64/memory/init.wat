;;! target = "aarch64"
;; Copies from a data segment, and the end of one.

(module
  (memory 1)
  (data $message "hello")

  (func $init (param $to i32)
    (memory.init $message (local.get $to) (i32.const 0) (i32.const 5)))

  (func $drop
    (data.drop $message)))

;; $init: 44 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w3, #0
;;     mov     w4, #5
;;     mov     w1, #0
;;     mov     w0, #3
;;     ldr     x17, [x28, store]
;;     ldr     x16, [x17, #0x18]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $drop: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w1, #0
;;     mov     w0, #4
;;     ldr     x17, [x28, store]
;;     ldr     x16, [x17, #0x18]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
