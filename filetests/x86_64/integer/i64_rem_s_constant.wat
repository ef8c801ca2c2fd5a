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

;; $by_eight: 20 bytes
;;     mov     r10, rdx
;;     mov     ecx, 8
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero
;;     mov     rax, rdx
;;     ret
;;
;; $by_ten: 20 bytes
;;     mov     r10, rdx
;;     mov     ecx, 0xa
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero
;;     mov     rax, rdx
;;     ret
;;
;; $by_one: 20 bytes
;;     mov     r10, rdx
;;     mov     ecx, 1
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero
;;     mov     rax, rdx
;;     ret
;;
;; $by_minus_one: 30 bytes
;;     mov     r10, rdx
;;     mov     rcx, -1
;;     mov     rax, r10
;;     xor     edx, edx
;;     cmp     rcx, -1
;;     je      L1
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero
;; L1:
;;     mov     rax, rdx
;;     ret
;;
;; $by_zero: 17 bytes
;;     mov     r10, rdx
;;     xor     ecx, ecx
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero
;;     mov     rax, rdx
;;     ret
