;;! target = "aarch64"
;; `i32.wrap_i64` of what was just computed: of what needs lower halves only, and of what has no upper half.

(module
  (memory 1)
  (func $sum (param $x i64) (param $y i64) (result i32)
    (i32.wrap_i64 (i64.add (local.get $x) (local.get $y))))
  (func $sum_with_constant (param $x i64) (result i32)
    (i32.wrap_i64 (i64.add (local.get $x) (i64.const 8))))
  (func $product (param $x i64) (param $y i64) (result i32)
    (i32.wrap_i64 (i64.mul (local.get $x) (local.get $y))))
  (func $logic (param $x i64) (param $y i64) (result i32)
    (i32.wrap_i64 (i64.xor (local.get $x) (local.get $y))))
  (func $address (param $p i64) (result i32)
    (i32.load offset=16 (i32.wrap_i64 (i64.add (local.get $p) (i64.const 32)))))
  (func $shifted_left (param $x i64) (result i32)
    (i32.wrap_i64 (i64.shl (local.get $x) (i64.const 3))))
  (func $shifted_right (param $x i64) (result i32)
    (i32.wrap_i64 (i64.shr_u (local.get $x) (i64.const 7))))
  (func $upper_half_signed (param $x i64) (result i32)
    (i32.wrap_i64 (i64.shr_s (local.get $x) (i64.const 40))))
  (func $masked (param $x i64) (result i32)
    (i32.wrap_i64 (i64.and (local.get $x) (i64.const 0xff))))
  (func $byte_in_memory (param $p i32) (result i32)
    (i32.wrap_i64 (i64.load8_u (local.get $p))))
  (func $quotient (param $x i64) (param $y i64) (result i32)
    (i32.wrap_i64 (i64.div_u (local.get $x) (local.get $y))))
  (func $sum_of_shifted (param $x i64) (param $y i64) (result i32)
    (i32.wrap_i64 (i64.add (local.get $x) (i64.shr_u (local.get $y) (i64.const 4)))))
  (func $kept (param $x i64) (result i64) (local $y i64)
    (i64.add
      (i64.extend_i32_u (i32.wrap_i64 (local.tee $y (i64.add (local.get $x) (i64.const 8)))))
      (local.get $y))))

;; $sum: 8 bytes
;;     add     w0, w1, w2
;;     ret
;;
;; $sum_with_constant: 8 bytes
;;     add     w0, w1, #8
;;     ret
;;
;; $product: 8 bytes
;;     mul     w0, w1, w2
;;     ret
;;
;; $logic: 8 bytes
;;     eor     w0, w1, w2
;;     ret
;;
;; $address: 16 bytes
;;     add     w0, w1, #0x20
;;     add     x15, x27, x0
;;     ldr     w0, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $shifted_left: 8 bytes
;;     ubfiz   x0, x1, #3, #0x1d
;;     ret
;;
;; $shifted_right: 8 bytes
;;     ubfx    x0, x1, #7, #0x20
;;     ret
;;
;; $upper_half_signed: 12 bytes
;;     asr     x0, x1, #0x28
;;     mov     w0, w0
;;     ret
;;
;; $masked: 8 bytes
;;     ubfx    x0, x1, #0, #8
;;     ret
;;
;; $byte_in_memory: 8 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $quotient: 20 bytes
;;     cbz     x2, L1
;;     udiv    x0, x1, x2
;;     mov     w0, w0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $sum_of_shifted: 12 bytes
;;     add     x0, x1, x2, lsr #4
;;     mov     w0, w0
;;     ret
;;
;; $kept: 16 bytes
;;     add     x12, x1, #8
;;     mov     w0, w12
;;     add     x0, x0, x12
;;     ret
