;;! target = "x86_64"
;; Signed division by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 0))))

;; $by_eight: 19 bytes
;;     mov     r10, rdx
;;     lea     rax, [r10 + 7]
;;     test    r10, r10
;;     cmovge  rax, r10
;;     sar     rax, 3
;;     ret
;;
;; $by_ten: 31 bytes
;;     mov     r10, rdx
;;     mov     rax, 0x6666666666666667
;;     imul    r10
;;     sar     rdx, 2
;;     mov     rax, r10
;;     shr     rax, 0x3f
;;     add     rax, rdx
;;     ret
;;
;; $by_one: 7 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     ret
;;
;; $by_minus_one: 19 bytes
;;     mov     r10, rdx
;;     mov     rcx, -1
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $by_zero: 14 bytes
;;     mov     r10, rdx
;;     xor     ecx, ecx
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     ret
