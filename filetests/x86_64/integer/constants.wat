;;! target = "x86_64"
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

;; $zero: 3 bytes
;;     xor     eax, eax
;;     ret
;;
;; $one: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $minus_one: 6 bytes
;;     mov     eax, -1
;;     ret
;;
;; $any_32_bits: 6 bytes
;;     mov     eax, 0x12345678
;;     ret
;;
;; $zero_64: 3 bytes
;;     xor     eax, eax
;;     ret
;;
;; $minus_one_64: 8 bytes
;;     mov     rax, -1
;;     ret
;;
;; $unsigned_32_bits: 6 bytes
;;     mov     eax, -0x21524111
;;     ret
;;
;; $any_64_bits: 11 bytes
;;     mov     rax, 0x123456789abcdef0
;;     ret
;;
;; $repeated_pattern: 11 bytes
;;     mov     rax, 0x101010101010101
;;     ret
