;;! target = "x86_64"
;; Comparisons of i64 with constants, on either side.

(module
  (func $constant (param $x i64) (result i32)
    (i64.lt_s (local.get $x) (i64.const 10)))

  (func $constant_left (param $x i64) (result i32)
    (i64.lt_s (i64.const 10) (local.get $x)))

  (func $zero (param $x i64) (result i32)
    (i64.ne (local.get $x) (i64.const 0)))

  (func $negative (param $x i64) (result i32)
    (i64.lt_s (local.get $x) (i64.const 0)))

  (func $minus_one (param $x i64) (result i32)
    (i64.eq (local.get $x) (i64.const -1)))

  (func $large (param $x i64) (result i32)
    (i64.gt_u (local.get $x) (i64.const 0x123456789abc))))

;; $constant: 10 bytes
;;     xor     eax, eax
;;     cmp     rdx, 0xa
;;     setl    al
;;     ret
;;
;; $constant_left: 10 bytes
;;     xor     eax, eax
;;     cmp     rdx, 0xa
;;     setg    al
;;     ret
;;
;; $zero: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     setne   al
;;     ret
;;
;; $negative: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     setl    al
;;     ret
;;
;; $minus_one: 10 bytes
;;     xor     eax, eax
;;     cmp     rdx, -1
;;     sete    al
;;     ret
;;
;; $large: 19 bytes
;;     xor     eax, eax
;;     mov     r11, 0x123456789abc
;;     cmp     rdx, r11
;;     seta    al
;;     ret
