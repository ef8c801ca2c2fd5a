;;! target = "aarch64"
;; Results in registers, one and several.

(module
  (func $one (result i32) (i32.const 1))
  (func $three (result i32 i64 i32) (i32.const 1) (i64.const 2) (i32.const 3))
  (func $floats (result f64 f32) (f64.const 0) (f32.const 0))

  (func $use_one (param $x i32) (result i32)
    (i32.add (call $one) (local.get $x)))

  (func $to_local (param $x i32) (result i32)
    (local.set $x (call $one))
    (call $one)
    (i32.sub (local.get $x)))

  (func $use_three (result i32) (local i32)
    (call $three)
    (local.set 0)
    (drop)
    (i32.add (local.get 0))
    (return))

  (func $passed_on (result f64 f32)
    (call $floats)))

;; $one: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $three: 48 bytes, 32 bytes of frame
;;     sub     sp, sp, #0x20
;;     mov     w17, #1
;;     str     w17, [sp]
;;     mov     w17, #2
;;     str     x17, [sp, #8]
;;     mov     w17, #3
;;     str     w17, [sp, #0x10]
;;     ldr     w0, [sp]
;;     ldr     x1, [sp, #8]
;;     ldr     w2, [sp, #0x10]
;;     add     sp, sp, #0x20
;;     ret
;;
;; $floats: 28 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     xzr, [sp]
;;     str     wzr, [sp, #8]
;;     ldr     d0, [sp]
;;     ldr     s1, [sp, #8]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $use_one: 24 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     bl      $one
;;     add     w0, w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $to_local: 32 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     bl      $one
;;     mov     w19, w0
;;     bl      $one
;;     sub     w0, w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $use_three: 24 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     bl      $three
;;     mov     w19, w2
;;     add     w0, w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $passed_on: 32 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     bl      $floats
;;     str     d0, [sp, #0x10]
;;     str     s1, [sp, #0x18]
;;     ldr     d0, [sp, #0x10]
;;     ldr     s1, [sp, #0x18]
;;     ldr     x30, [sp], #0x20
;;     ret
