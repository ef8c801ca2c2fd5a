;;! target = "x86_64"
;; Signed remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 0))))

;; $by_eight: 16 bytes
;;     lea     eax, [rdx + 7]
;;     test    edx, edx
;;     cmovge  eax, edx
;;     and     eax, -8
;;     neg     eax
;;     add     eax, edx
;;     ret
;;
;; $by_ten: 25 bytes
;;     movsxd  rcx, edx
;;     imul    rax, rcx, 0x66666667
;;     sar     rax, 0x22
;;     shr     ecx, 0x1f
;;     add     eax, ecx
;;     imul    eax, -0xa
;;     add     eax, edx
;;     ret
;;
;; $by_one: 3 bytes
;;     xor     eax, eax
;;     ret
;;
;; $by_minus_one: 6 bytes
;;     mov     r10d, edx
;;     xor     eax, eax
;;     ret
;;
;; $by_zero: 14 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     mov     eax, edx
;;     ret
