;;! target = "aarch64"
;; Copies from a data segment, and the end of one.

(module
  (memory 1)
  (data $message "hello")

  (func $init (param $to i32)
    (memory.init $message (local.get $to) (i32.const 0) (i32.const 5)))

  (func $drop
    (data.drop $message)))

;; $init: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w3, #0
;;     mov     w4, #5
;;     mov     w1, #0
;;     mov     w0, #3
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $drop: 28 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w1, #0
;;     mov     w0, #4
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
