;;! target = "aarch64"
;; Bitwise operators with constants of a pattern.

(module
  (func $low_byte (param $x i32) (result i32)
    (i32.and (local.get $x) (i32.const 0xff)))

  (func $low_half (param $x i32) (result i32)
    (i32.and (local.get $x) (i32.const 0xffff)))

  (func $alignment (param $x i32) (result i32)
    (i32.and (local.get $x) (i32.const -16)))

  (func $low_word (param $x i64) (result i64)
    (i64.and (local.get $x) (i64.const 0xffffffff)))

  (func $one_bit (param $x i64) (result i64)
    (i64.or (local.get $x) (i64.const 0x10_0000_0000)))

  (func $no_pattern (param $x i64) (result i64)
    (i64.xor (local.get $x) (i64.const 0x12345678_9abcdef0))))

;; $low_byte: 8 bytes
;;     and     w0, w1, #0xff
;;     ret
;;
;; $low_half: 8 bytes
;;     and     w0, w1, #0xffff
;;     ret
;;
;; $alignment: 8 bytes
;;     and     w0, w1, #0xfffffff0
;;     ret
;;
;; $low_word: 8 bytes
;;     and     x0, x1, #0xffffffff
;;     ret
;;
;; $one_bit: 8 bytes
;;     orr     x0, x1, #0x1000000000
;;     ret
;;
;; $no_pattern: 12 bytes
;;     ldr     x16, =0x123456789abcdef0
;;     eor     x0, x1, x16
;;     ret
;;     .const  0x123456789abcdef0
