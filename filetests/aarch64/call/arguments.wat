;;! target = "aarch64"
;; Arguments in registers: each moves to its place, as if all at once.

(module
  (func $two (param i32 i32))
  (func $mixed (param i32 f64 i64 f32))

  (func $same_order (param $x i32) (param $y i32)
    (call $two (local.get $x) (local.get $y)))

  (func $swapped (param $x i32) (param $y i32)
    (call $two (local.get $y) (local.get $x)))

  (func $constants
    (call $two (i32.const 1) (i32.const 2)))

  (func $computed (param $x i32) (param $y i32)
    (call $two (i32.add (local.get $x) (local.get $y)) (i32.sub (local.get $x) (local.get $y))))

  (func $both_classes (param $x i32) (param $y f64)
    (call $mixed (local.get $x) (local.get $y) (i64.const 3) (f32.const 0))))

;; $two: 4 bytes
;;     ret
;;
;; $mixed: 4 bytes
;;     ret
;;
;; $same_order: 40 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w1, w19
;;     mov     w2, w20
;;     bl      $two
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $swapped: 40 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w1, w20
;;     mov     w2, w19
;;     bl      $two
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $constants: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w1, #1
;;     mov     w2, #2
;;     bl      $two
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $computed: 44 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     add     w0, w19, w20
;;     sub     w2, w19, w20
;;     mov     w1, w0
;;     bl      $two
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $both_classes: 36 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     d0, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w1, w19
;;     mov     w2, #3
;;     movi    d1, #0
;;     bl      $mixed
;;     ldp     x30, x19, [sp], #0x20
;;     ret
