;;! target = "aarch64"
;; Shifts, masks and extensions after one another, which are one move of a field of bits.

(module
  (func $shift_then_mask (param $x i32) (result i32)
    (i32.and (i32.shr_u (local.get $x) (i32.const 5)) (i32.const 0x3f)))
  (func $arithmetic_shift_then_mask (param $x i32) (result i32)
    (i32.and (i32.shr_s (local.get $x) (i32.const 5)) (i32.const 0x3f)))
  (func $arithmetic_shift_then_wider_mask (param $x i32) (result i32)
    (i32.and (i32.shr_s (local.get $x) (i32.const 24)) (i32.const 0xffff)))
  (func $mask_then_shift_right (param $x i32) (result i32)
    (i32.shr_u (i32.and (local.get $x) (i32.const 0xff00)) (i32.const 8)))
  (func $mask_then_shift_left (param $x i32) (result i32)
    (i32.shl (i32.and (local.get $x) (i32.const 0xff)) (i32.const 4)))
  (func $shift_left_then_mask (param $x i64) (result i64)
    (i64.and (i64.shl (local.get $x) (i64.const 3)) (i64.const 0x7f8)))
  (func $two_masks (param $x i32) (result i32)
    (i32.and (i32.and (local.get $x) (i32.const 0xff0)) (i32.const 0xffff00)))
  (func $left_then_less_to_the_right (param $x i32) (result i32)
    (i32.shr_u (i32.shl (local.get $x) (i32.const 16)) (i32.const 10)))
  (func $extended_then_shifted (param $x i64) (result i64)
    (i64.shl (i64.extend16_s (local.get $x)) (i64.const 5)))
  (func $nothing_left (param $x i32) (result i32)
    (i32.and (i32.shl (local.get $x) (i32.const 8)) (i32.const 0xff)))
  (func $not_a_field (param $x i32) (result i32)
    (i32.shr_u (i32.and (local.get $x) (i32.const 0xff00)) (i32.const 4)))
  (func $used_again (param $x i32) (result i32) (local $y i32)
    (i32.add
      (i32.and (local.tee $y (i32.shr_u (local.get $x) (i32.const 5))) (i32.const 0x3f))
      (local.get $y))))

;; $shift_then_mask: 8 bytes
;;     ubfx    w0, w1, #5, #6
;;     ret
;;
;; $arithmetic_shift_then_mask: 8 bytes
;;     ubfx    w0, w1, #5, #6
;;     ret
;;
;; $arithmetic_shift_then_wider_mask: 12 bytes
;;     asr     w0, w1, #0x18
;;     and     w0, w0, #0xffff
;;     ret
;;
;; $mask_then_shift_right: 8 bytes
;;     ubfx    w0, w1, #8, #8
;;     ret
;;
;; $mask_then_shift_left: 8 bytes
;;     ubfiz   w0, w1, #4, #8
;;     ret
;;
;; $shift_left_then_mask: 8 bytes
;;     ubfiz   x0, x1, #3, #8
;;     ret
;;
;; $two_masks: 8 bytes
;;     and     w0, w1, #0xf00
;;     ret
;;
;; $left_then_less_to_the_right: 8 bytes
;;     ubfiz   w0, w1, #6, #0x10
;;     ret
;;
;; $extended_then_shifted: 8 bytes
;;     sbfiz   x0, x1, #5, #0x10
;;     ret
;;
;; $nothing_left: 12 bytes
;;     lsl     w0, w1, #8
;;     and     w0, w0, #0xff
;;     ret
;;
;; $not_a_field: 12 bytes
;;     and     w0, w1, #0xff00
;;     lsr     w0, w0, #4
;;     ret
;;
;; $used_again: 16 bytes
;;     lsr     w12, w1, #5
;;     and     w0, w12, #0x3f
;;     add     w0, w0, w12
;;     ret
