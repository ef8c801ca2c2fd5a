;;! target = "x86_64"
;; Unsigned remainder by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 0))))

;; $by_eight: 10 bytes
;;     mov     r10, rdx
;;     mov     eax, r10d
;;     and     eax, 7
;;     ret
;;
;; $by_ten: 29 bytes
;;     mov     r10, rdx
;;     mov     rax, -0x3333333333333333
;;     mul     r10
;;     shr     rdx, 3
;;     imul    rdx, -0xa
;;     lea     rax, [rdx + r10]
;;     ret
;;
;; $by_one: 6 bytes
;;     mov     r10, rdx
;;     xor     eax, eax
;;     ret
;;
;; $by_minus_one: 25 bytes
;;     mov     r10, rdx
;;     mov     rax, -0x7fffffffffffffff
;;     mul     r10
;;     shr     rdx, 0x3f
;;     lea     rax, [rdx + r10]
;;     ret
;;
;; $by_zero: 17 bytes
;;     mov     r10, rdx
;;     xor     ecx, ecx
;;     mov     rax, r10
;;     xor     edx, edx
;;     div     rcx                                 ; trap: division by zero
;;     mov     rax, rdx
;;     ret
