;;! target = "aarch64"
;; What is read, changed and written at the same address passes through a register.

(module
  (memory 1)

  (func $increment (param $p i32)
    (i32.store offset=8 (local.get $p) (i32.add (i32.load offset=8 (local.get $p)) (i32.const 1))))

  (func $add_local (param $p i32) (param $x i64)
    (i64.store (local.get $p) (i64.add (i64.load (local.get $p)) (local.get $x))))

  (func $set_bits_of_a_byte (param $p i32)
    (i32.store8 (local.get $p) (i32.or (i32.load8_u (local.get $p)) (i32.const 192))))

  (func $half_word (param $p i32)
    (i32.store16 (local.get $p) (i32.sub (i32.load16_u (local.get $p)) (i32.const 999))))

  (func $constant_address (param $x i32)
    (i32.store (i32.const 64) (i32.xor (i32.load (i32.const 64)) (local.get $x))))

  (func $other_offset (param $p i32)
    (i32.store offset=4 (local.get $p) (i32.add (i32.load offset=8 (local.get $p)) (i32.const 1))))

  (func $other_width (param $p i32)
    (i32.store8 (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1)))))

;; $increment: 20 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     str     w0, [x15, #8]                       ; trap: memory out of bounds
;;     ret
;;
;; $add_local: 16 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     add     x0, x0, x2
;;     str     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $set_bits_of_a_byte: 16 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     orr     w0, w0, #0xc0
;;     strb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $half_word: 16 bytes
;;     ldrh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     sub     w0, w0, #0x3e7
;;     strh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 16 bytes
;;     ldr     w0, [x27, #0x40]                    ; trap: memory out of bounds
;;     eor     w0, w0, w1
;;     str     w0, [x27, #0x40]                    ; trap: memory out of bounds
;;     ret
;;
;; $other_offset: 20 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     str     w0, [x15, #4]                       ; trap: memory out of bounds
;;     ret
;;
;; $other_width: 16 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     strb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
