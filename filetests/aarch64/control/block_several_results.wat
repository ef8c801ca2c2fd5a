;;! target = "aarch64"
;; Several results of a block are in the frame where paths meet.

(module
  (func $two (param $x i32) (result i32)
    (block $b (result i32 i32)
      (br_if $b (i32.const 1) (i32.const 2) (local.get $x)))
    (i32.sub))

  (func $three (param $x i32) (param $y i64) (result i32 i64 f32)
    (block $b (result i32 i64 f32)
      (br_if $b (local.get $x) (local.get $y) (f32.const 1) (i32.eqz (local.get $x))))))

;; $two: 64 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cbz     w1, L1
;;     mov     w17, #1
;;     str     w17, [sp]
;;     mov     w17, #2
;;     str     w17, [sp, #8]
;;     b       L2
;; L1:
;;     mov     w17, #1
;;     str     w17, [sp]
;;     mov     w17, #2
;;     str     w17, [sp, #8]
;; L2:
;;     ldr     w0, [sp]
;;     ldr     w16, [sp, #8]
;;     sub     w0, w0, w16
;;     add     sp, sp, #0x10
;;     ret
;;
;; $three: 64 bytes, 32 bytes of frame
;;     sub     sp, sp, #0x20
;;     cbnz    w1, L1
;;     str     w1, [sp]
;;     str     x2, [sp, #8]
;;     mov     w17, #0x3f800000
;;     str     w17, [sp, #0x10]
;;     b       L2
;; L1:
;;     str     w1, [sp]
;;     str     x2, [sp, #8]
;;     mov     w17, #0x3f800000
;;     str     w17, [sp, #0x10]
;; L2:
;;     ldr     w0, [sp]
;;     ldr     x1, [sp, #8]
;;     ldr     s0, [sp, #0x10]
;;     add     sp, sp, #0x20
;;     ret
