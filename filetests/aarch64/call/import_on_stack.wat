;;! target = "aarch64"
;; A call of an import with arguments on the stack.

(module
  (import "host" "many" (func $many (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))

  (func $constants
    (call $many (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
      (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11))))

;; $constants: 104 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     sub     sp, sp, #0x20
;;     mov     w17, #9
;;     str     w17, [sp]
;;     mov     w17, #0xa
;;     str     w17, [sp, #8]
;;     mov     w17, #0xb
;;     str     w17, [sp, #0x10]
;;     mov     w1, #1
;;     mov     w2, #2
;;     mov     w3, #3
;;     mov     w4, #4
;;     mov     w5, #5
;;     mov     w6, #6
;;     mov     w7, #7
;;     mov     w8, #8
;;     mov     x0, x28
;;     ldr     x28, [x0, $many.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $many.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x30, [sp], #0x20
;;     ret
