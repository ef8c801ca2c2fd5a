;;! target = "x86_64"
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

;; $beyond_12_bits: 7 bytes
;;     lea     eax, [rdx + 0x12345]
;;     ret
;;
;; $shifted_12_bits: 7 bytes
;;     lea     eax, [rdx + 0x7ff000]
;;     ret
;;
;; $all_32_bits: 7 bytes
;;     lea     eax, [rdx + 0x7eadbeef]
;;     ret
;;
;; $most_negative: 7 bytes
;;     lea     eax, [rdx - 0x80000000]
;;     ret
;;
;; $beyond_32_bits: 14 bytes
;;     mov     rax, 0x100000000
;;     add     rax, rdx
;;     ret
