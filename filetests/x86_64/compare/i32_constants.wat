;;! target = "x86_64"
;; Comparisons of i32 with constants, on either side.

(module
  (func $constant (param $x i32) (result i32)
    (i32.lt_s (local.get $x) (i32.const 10)))

  (func $constant_left (param $x i32) (result i32)
    (i32.lt_s (i32.const 10) (local.get $x)))

  (func $zero (param $x i32) (result i32)
    (i32.ne (local.get $x) (i32.const 0)))

  (func $negative (param $x i32) (result i32)
    (i32.lt_s (local.get $x) (i32.const 0)))

  (func $minus_one (param $x i32) (result i32)
    (i32.eq (local.get $x) (i32.const -1)))

  (func $large (param $x i32) (result i32)
    (i32.gt_u (local.get $x) (i32.const 0x12345678))))

;; $constant: 9 bytes
;;     xor     eax, eax
;;     cmp     edx, 0xa
;;     setl    al
;;     ret
;;
;; $constant_left: 9 bytes
;;     xor     eax, eax
;;     cmp     edx, 0xa
;;     setg    al
;;     ret
;;
;; $zero: 8 bytes
;;     xor     eax, eax
;;     test    edx, edx
;;     setne   al
;;     ret
;;
;; $negative: 8 bytes
;;     xor     eax, eax
;;     test    edx, edx
;;     setl    al
;;     ret
;;
;; $minus_one: 9 bytes
;;     xor     eax, eax
;;     cmp     edx, -1
;;     sete    al
;;     ret
;;
;; $large: 12 bytes
;;     xor     eax, eax
;;     cmp     edx, 0x12345678
;;     seta    al
;;     ret
