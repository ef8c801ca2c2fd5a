;;! target = "x86_64"
;; A shift whose result is an operand of a logical operator or a sum.

(module
  (func $or_shifted (param $x i32) (param $y i32) (result i32)
    (i32.or (local.get $x) (i32.shl (local.get $y) (i32.const 8))))

  (func $xor_shift_right (param $x i64) (result i64)
    (i64.xor (local.get $x) (i64.shr_u (local.get $x) (i64.const 7))))

  (func $subtract_shifted (param $x i32) (param $y i32) (result i32)
    (i32.sub (local.get $x) (i32.shr_s (local.get $y) (i32.const 3)))))

;; $or_shifted: 8 bytes
;;     mov     eax, ecx
;;     shl     eax, 8
;;     or      eax, edx
;;     ret
;;
;; $xor_shift_right: 11 bytes
;;     mov     rax, rdx
;;     shr     rax, 7
;;     xor     rax, rdx
;;     ret
;;
;; $subtract_shifted: 15 bytes
;;     mov     eax, ecx
;;     sar     eax, 3
;;     mov     r8d, edx
;;     sub     r8d, eax
;;     mov     eax, r8d
;;     ret
