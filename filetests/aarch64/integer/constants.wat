;;! target = "aarch64"
;; How constants get into a register.

(module
  (func $zero (result i32)
    (i32.const 0))

  (func $one (result i32)
    (i32.const 1))

  (func $minus_one (result i32)
    (i32.const -1))

  (func $any_32_bits (result i32)
    (i32.const 0x12345678))

  (func $zero_64 (result i64)
    (i64.const 0))

  (func $minus_one_64 (result i64)
    (i64.const -1))

  (func $unsigned_32_bits (result i64)
    (i64.const 0xdeadbeef))

  (func $any_64_bits (result i64)
    (i64.const 0x123456789abcdef0))

  (func $repeated_pattern (result i64)
    (i64.const 0x0101010101010101)))

;; $zero: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $one: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $minus_one: 8 bytes
;;     mov     w0, #0xffffffff
;;     ret
;;
;; $any_32_bits: 12 bytes
;;     mov     w0, #0x5678
;;     movk    w0, #0x1234, lsl #16
;;     ret
;;
;; $zero_64: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $minus_one_64: 8 bytes
;;     mov     x0, #0xffffffffffffffff
;;     ret
;;
;; $unsigned_32_bits: 12 bytes
;;     mov     w0, #0xbeef
;;     movk    w0, #0xdead, lsl #16
;;     ret
;;
;; $any_64_bits: 8 bytes
;;     ldr     x0, =0x123456789abcdef0
;;     ret
;;     .const  0x123456789abcdef0
;;
;; $repeated_pattern: 8 bytes
;;     mov     x0, #0x101010101010101
;;     ret
