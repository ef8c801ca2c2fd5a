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
;; $locals: 60 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     sub     sp, sp, #0x20
;;     str     w1, [sp]
;;     str     w2, [sp, #8]
;;     str     w1, [sp, #0x10]
;;     str     w2, [sp, #0x18]
;;     mov     w3, w1
;;     mov     w4, w2
;;     mov     w5, w1
;;     mov     w6, w2
;;     mov     w7, w1
;;     mov     w8, w2
;;     bl      $twelve
;;     ldr     x30, [sp], #0x10
;;     ret
