;;! target = "aarch64"
;; Growing is left to the runtime.

(module
  (memory 1)

  (func $grow (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $grow_by_one
    (drop (memory.grow (i32.const 1)))))

;; $grow: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x17, [x28, store]
;;     ldr     x16, [x17, #0x18]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $grow_by_one: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, #1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x17, [x28, store]
;;     ldr     x16, [x17, #0x18]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
