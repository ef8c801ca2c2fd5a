;;! target = "aarch64"
;; What an exception carries goes to the frame, from where the runtime takes it.

(module
  (tag $empty)
  (tag $all (param i32 i64 f32 f64 v128 exnref))
  (func $empty (throw $empty))
  (func $carried (param $x i32) (param $v v128) (param $e exnref)
    (throw $all (local.get $x) (i64.const 7) (f32.const 1.5) (f64.const 2) (local.get $v) (local.get $e)))
  (func $below (param $x i32) (result i32)
    (i32.add (i32.mul (local.get $x) (i32.const 3)) (throw $empty)))
  (func $sometimes (param $x i32) (result i32)
    (if (local.get $x) (then (throw $empty)))
    (i32.add (local.get $x) (i32.const 1)))
  (func $again (param $e exnref) (throw_ref (local.get $e)))
  (func $null (throw_ref (ref.null exn)))
  (func $is_null (param $e exnref) (result i32) (ref.is_null (local.get $e))))

;; $empty: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w1, #0
;;     mov     w0, #0xa
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;
;; $carried: 60 bytes, 80 bytes of frame
;;     str     x30, [sp, #-0x50]!
;;     str     w1, [sp, #0x10]
;;     mov     w17, #7
;;     str     x17, [sp, #0x18]
;;     mov     w17, #0x3fc00000
;;     str     w17, [sp, #0x20]
;;     mov     x17, #0x4000000000000000
;;     str     x17, [sp, #0x28]
;;     str     q0, [sp, #0x30]
;;     str     x2, [sp, #0x40]
;;     add     x2, sp, #0x10
;;     mov     w1, #1
;;     mov     w0, #0xa
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;
;; $below: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     w0, w1, w1, lsl #1
;;     mov     w1, #0
;;     mov     w0, #0xa
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;
;; $sometimes: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cbz     w1, L1
;;     mov     w1, #0
;;     mov     w0, #0xa
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;; L1:
;;     add     w0, w1, #1
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $again: 16 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w0, #0xb
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;
;; $null: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w1, #0
;;     mov     w0, #0xb
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;
;; $is_null: 12 bytes
;;     cmp     x1, #0
;;     cset    w0, eq
;;     ret
