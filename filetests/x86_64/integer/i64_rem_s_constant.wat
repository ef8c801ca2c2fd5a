;;! target = "x86_64"
;; Signed remainder by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 0))))

;; $by_eight: 25 bytes
;;     mov     r10, rdx
;;     lea     rax, [r10 + 7]
;;     test    r10, r10
;;     cmovge  rax, r10
;;     and     rax, -8
;;     neg     rax
;;     add     rax, r10
;;     ret
;;
;; $by_ten: 39 bytes
;;     mov     r10, rdx
;;     mov     rax, 0x6666666666666667
;;     imul    r10
;;     sar     rdx, 2
;;     mov     rax, r10
;;     shr     rax, 0x3f
;;     add     rdx, rax
;;     imul    rdx, -0xa
;;     lea     rax, [rdx + r10]
;;     ret
;;
;; $by_one: 6 bytes
;;     mov     r10, rdx
;;     xor     eax, eax
;;     ret
;;
;; $by_minus_one: 6 bytes
;;     mov     r10, rdx
;;     xor     eax, eax
;;     ret
;;
;; $by_zero: 17 bytes
;;     mov     r10, rdx
;;     xor     ecx, ecx
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     mov     rax, rdx
;;     ret
