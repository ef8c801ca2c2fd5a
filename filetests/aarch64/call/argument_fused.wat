;;! target = "aarch64"
;; An argument that two operators compute: one instruction does the work of both where the first result dies, whatever register
;; the second goes to.

(module
  (func $one (param i32))
  (func $long (param i64))
  (func $two (param i32 i32))

  (func $product_and_sum (param $x i32) (param $y i32)
    (call $two (i32.const 7) (i32.add (local.get $x) (i32.mul (local.get $x) (local.get $y)))))

  (func $shift_and_sum (param $x i32) (param $y i32)
    (call $two (i32.const 7) (i32.add (local.get $x) (i32.shl (local.get $y) (i32.const 2)))))

  (func $mask_and_shift (param $x i32) (param $y i32)
    (call $two (i32.const 7) (i32.and (i32.shr_u (local.get $y) (i32.const 3)) (i32.const 255))))

  (func $wrapped (param $x i64)
    (call $one (i32.wrap_i64 (i64.add (local.get $x) (i64.const 5)))))

  ;; The product is read again: it stays.
  (func $read_again (param $x i64) (param $y i64) (local $product i64)
    (local.set $product (i64.mul (local.get $x) (local.get $y)))
    (call $long (i64.add (local.get $x) (local.get $product)))
    (call $long (local.get $product))))

;; $one: 4 bytes
;;     ret
;;
;; $long: 4 bytes
;;     ret
;;
;; $two: 4 bytes
;;     ret
;;
;; $product_and_sum: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     madd    w2, w1, w2, w1
;;     mov     w1, #7
;;     bl      $two
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $shift_and_sum: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     w2, w1, w2, lsl #2
;;     mov     w1, #7
;;     bl      $two
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $mask_and_shift: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     ubfx    w2, w2, #3, #8
;;     mov     w1, #7
;;     bl      $two
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $wrapped: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     w1, w1, #5
;;     bl      $one
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $read_again: 32 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mul     x19, x1, x2
;;     add     x1, x1, x19
;;     bl      $long
;;     mov     x1, x19
;;     bl      $long
;;     ldp     x30, x19, [sp], #0x10
;;     ret
