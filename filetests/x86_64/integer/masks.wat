;;! target = "x86_64"
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

;; $low_byte: 4 bytes
;;     movzx   eax, dl
;;     ret
;;
;; $low_half: 4 bytes
;;     movzx   eax, dx
;;     ret
;;
;; $alignment: 6 bytes
;;     mov     eax, edx
;;     and     eax, -0x10
;;     ret
;;
;; $low_word: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $one_bit: 9 bytes
;;     mov     rax, rdx
;;     bts     rax, 0x24
;;     ret
;;
;; $no_pattern: 14 bytes
;;     mov     rax, 0x123456789abcdef0
;;     xor     rax, rdx
;;     ret
