;;! target = "aarch64"
;; Operands that are inverted, extended or a condition, as a part of what uses them.

(module
  (func $and_not (param $x i32) (param $y i32) (result i32)
    (i32.and (local.get $x) (i32.xor (local.get $y) (i32.const -1))))
  (func $or_not (param $x i64) (param $y i64) (result i64)
    (i64.or (i64.xor (local.get $y) (i64.const -1)) (local.get $x)))
  (func $xor_not (param $x i32) (param $y i32) (result i32)
    (i32.xor (local.get $x) (i32.xor (local.get $y) (i32.const -1))))
  (func $add_signed_half (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.extend16_s (local.get $y))))
  (func $subtract_byte (param $x i32) (param $y i32) (result i32)
    (i32.sub (local.get $x) (i32.and (local.get $y) (i32.const 0xff))))
  (func $add_signed_word (param $x i64) (param $y i32) (result i64)
    (i64.add (local.get $x) (i64.extend_i32_s (local.get $y))))
  (func $add_scaled_signed_word (param $x i64) (param $y i32) (result i64)
    (i64.add (local.get $x) (i64.shl (i64.extend_i32_s (local.get $y)) (i64.const 3))))
  (func $add_condition (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.lt_s (local.get $y) (i32.const 7))))
  (func $loaded_then_extended (param $p i32) (result i32)
    (i32.extend16_s (i32.load16_u offset=2 (local.get $p))))
  (func $longer_than_extended (param $p i32) (result i32)
    (i32.extend8_s (i32.load16_u offset=2 (local.get $p))))
  (func $loaded_word_extended (param $p i32) (result i64)
    (i64.extend_i32_s (i32.load (local.get $p))))
  (memory 1))

;; $and_not: 8 bytes
;;     bic     w0, w1, w2
;;     ret
;;
;; $or_not: 8 bytes
;;     orn     x0, x1, x2
;;     ret
;;
;; $xor_not: 8 bytes
;;     eon     w0, w1, w2
;;     ret
;;
;; $add_signed_half: 8 bytes
;;     add     w0, w1, w2, sxth
;;     ret
;;
;; $subtract_byte: 8 bytes
;;     sub     w0, w1, w2, uxtb
;;     ret
;;
;; $add_signed_word: 8 bytes
;;     add     x0, x1, w2, sxtw
;;     ret
;;
;; $add_scaled_signed_word: 8 bytes
;;     add     x0, x1, w2, sxtw #3
;;     ret
;;
;; $add_condition: 12 bytes
;;     cmp     w2, #7
;;     cinc    w0, w1, lt
;;     ret
;;
;; $loaded_then_extended: 12 bytes
;;     add     x15, x27, x1
;;     ldrsh   w0, [x15, #2]                       ; trap: memory out of bounds
;;     ret
;;
;; $longer_than_extended: 16 bytes
;;     add     x15, x27, x1
;;     ldrh    w0, [x15, #2]                       ; trap: memory out of bounds
;;     sxtb    w0, w0
;;     ret
;;
;; $loaded_word_extended: 8 bytes
;;     ldrsw   x0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
