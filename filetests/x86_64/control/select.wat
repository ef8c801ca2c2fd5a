;;! target = "x86_64"
;; Selections of integers.

(module
  (func $locals (param $x i32) (param $y i32) (param $c i32) (result i32)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $constant (param $x i32) (param $c i32) (result i32)
    (select (local.get $x) (i32.const 7) (local.get $c)))

  (func $two_constants (param $c i32) (result i32)
    (select (i32.const 5) (i32.const 7) (local.get $c)))

  (func $zero_or (param $x i64) (param $c i32) (result i64)
    (select (local.get $x) (i64.const 0) (local.get $c)))

  (func $in_place (param $x i32) (param $y i32) (param $c i32) (result i32)
    (local.set $x (select (local.get $x) (local.get $y) (local.get $c)))
    (local.get $x))

  (func $typed (param $x i64) (param $y i64) (param $c i32) (result i64)
    (select (result i64) (local.get $x) (local.get $y) (local.get $c))))

;; $locals: 9 bytes
;;     test    r8d, r8d
;;     mov     eax, ecx
;;     cmovne  eax, edx
;;     ret
;;
;; $constant: 11 bytes
;;     test    ecx, ecx
;;     mov     eax, 7
;;     cmovne  eax, edx
;;     ret
;;
;; $two_constants: 18 bytes
;;     mov     eax, 7
;;     test    edx, edx
;;     mov     r11d, 5
;;     cmovne  eax, r11d
;;     ret
;;
;; $zero_or: 9 bytes
;;     xor     eax, eax
;;     test    ecx, ecx
;;     cmovne  rax, rdx
;;     ret
;;
;; $in_place: 9 bytes
;;     test    r8d, r8d
;;     cmove   edx, ecx
;;     mov     eax, edx
;;     ret
;;
;; $typed: 11 bytes
;;     test    r8d, r8d
;;     mov     rax, rcx
;;     cmovne  rax, rdx
;;     ret
