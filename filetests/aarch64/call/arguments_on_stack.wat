;;! target = "aarch64"
;; More arguments than there are registers for.

(module
  (func $twelve (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32))

  (func $constants
    (call $twelve (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
      (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11) (i32.const 12)))

  (func $locals (param $x i32) (param $y i32)
    (call $twelve (local.get $x) (local.get $y) (local.get $x) (local.get $y) (local.get $x) (local.get $y)
      (local.get $x) (local.get $y) (local.get $x) (local.get $y) (local.get $x) (local.get $y))))

;; $twelve: 8 bytes
;;     add     sp, sp, #0x20
;;     ret
;;
;; $constants: 84 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     sub     sp, sp, #0x20
;;     mov     w17, #9
;;     str     w17, [sp]
;;     mov     w17, #0xa
;;     str     w17, [sp, #8]
;;     mov     w17, #0xb
;;     str     w17, [sp, #0x10]
;;     mov     w17, #0xc
;;     str     w17, [sp, #0x18]
;;     mov     w1, #1
;;     mov     w2, #2
;;     mov     w3, #3
;;     mov     w4, #4
;;     mov     w5, #5
;;     mov     w6, #6
;;     mov     w7, #7
;;     mov     w8, #8
;;     bl      $twelve
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $locals: 84 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     sub     sp, sp, #0x20
;;     str     w19, [sp]
;;     str     w20, [sp, #8]
;;     str     w19, [sp, #0x10]
;;     str     w20, [sp, #0x18]
;;     mov     w1, w19
;;     mov     w2, w20
;;     mov     w3, w19
;;     mov     w4, w20
;;     mov     w5, w19
;;     mov     w6, w20
;;     mov     w7, w19
;;     mov     w8, w20
;;     bl      $twelve
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
