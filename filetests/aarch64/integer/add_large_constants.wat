;;! target = "aarch64"
;; Constants that do not fit the usual fields of instructions.

(module
  (func $beyond_12_bits (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0x12345)))

  (func $shifted_12_bits (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0x7ff000)))

  (func $all_32_bits (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0x7eadbeef)))

  (func $most_negative (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0x80000000)))

  (func $beyond_32_bits (param $x i64) (result i64)
    (i64.add (local.get $x) (i64.const 0x1_0000_0000))))

;; $beyond_12_bits: 12 bytes
;;     add     w0, w1, #0x12, lsl #12
;;     add     w0, w0, #0x345
;;     ret
;;
;; $shifted_12_bits: 8 bytes
;;     add     w0, w1, #0x7ff, lsl #12
;;     ret
;;
;; $all_32_bits: 16 bytes
;;     mov     w16, #0xbeef
;;     movk    w16, #0x7ead, lsl #16
;;     add     w0, w1, w16
;;     ret
;;
;; $most_negative: 12 bytes
;;     mov     w16, #0x80000000
;;     add     w0, w1, w16
;;     ret
;;
;; $beyond_32_bits: 12 bytes
;;     mov     x16, #0x100000000
;;     add     x0, x1, x16
;;     ret
