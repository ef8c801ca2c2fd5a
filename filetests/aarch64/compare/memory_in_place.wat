;;! target = "aarch64"
;; What is loaded only to be compared goes to a register, whatever its width.

(module
  (memory 1)

  (func $truth (param $p i32)
    (if (i32.load (local.get $p)) (then (call $f))))

  (func $byte_truth (param $p i32)
    (block (br_if 0 (i32.load8_u (local.get $p))) (call $f)))

  (func $byte_is_zero (param $p i32) (result i32)
    (i32.eqz (i32.load8_u (local.get $p))))

  (func $byte_order (param $p i32) (result i32)
    (i32.lt_s (i32.load8_u (local.get $p)) (i32.const 200)))

  (func $signed_byte (param $p i32) (result i32)
    (i32.ge_s (i32.load8_s (local.get $p)) (i32.const -3)))

  (func $beyond_a_byte (param $p i32) (result i32)
    (i32.eq (i32.load8_u (local.get $p)) (i32.const 256)))

  (func $byte_bits (param $p i32)
    (if (i32.and (i32.load8_u offset=12 (local.get $p)) (i32.const 4)) (then (call $f))))

  (func $half_word (param $p i32)
    (if (i32.eq (i32.load16_u (local.get $p)) (i32.const 9)) (then (call $f))))

  (func $long_half_word (param $p i32)
    (if (i32.eq (i32.load16_u (local.get $p)) (i32.const 999)) (then (call $f))))

  (func $chosen (param $x i32) (param $y i32) (param $p i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.load (local.get $p))))

  (func $f))

;; $truth: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     bl      $f
;; L1:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $byte_truth: 24 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cbnz    w0, L1
;;     bl      $f
;; L1:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $byte_is_zero: 16 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #0
;;     cset    w0, eq
;;     ret
;;
;; $byte_order: 16 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #0xc8
;;     cset    w0, lt
;;     ret
;;
;; $signed_byte: 16 bytes
;;     ldrsb   w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmn     w0, #3
;;     cset    w0, ge
;;     ret
;;
;; $beyond_a_byte: 16 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #0x100
;;     cset    w0, eq
;;     ret
;;
;; $byte_bits: 28 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     x15, x27, x1
;;     ldrb    w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     tbz     w0, #2, L1
;;     bl      $f
;; L1:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $half_word: 28 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     ldrh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #9
;;     b.ne    L1
;;     bl      $f
;; L1:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $long_half_word: 28 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     ldrh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #0x3e7
;;     b.ne    L1
;;     bl      $f
;; L1:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $chosen: 16 bytes
;;     ldr     w0, [x27, x3]                       ; trap: memory out of bounds
;;     cmp     w0, #0
;;     csel    w0, w1, w2, ne
;;     ret
;;
;; $f: 4 bytes
;;     ret
