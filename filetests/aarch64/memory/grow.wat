;;! target = "aarch64"
;; Growing is left to the runtime.

(module
  (memory 1)

  (func $grow (param $pages i32) (result i32)
    (memory.grow (local.get $pages)))

  (func $grow_by_one
    (drop (memory.grow (i32.const 1)))))

;; $grow: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $grow_by_one: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, #1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
