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

;; $by_eight: 17 bytes
;;     mov     r10, rdx
;;     mov     ecx, 8
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $by_ten: 17 bytes
;;     mov     r10, rdx
;;     mov     ecx, 0xa
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $by_one: 17 bytes
;;     mov     r10, rdx
;;     mov     ecx, 1
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
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
