;;! target = "x86_64"
;; Unsigned division by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 0))))

;; $by_eight: 11 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     shr     rax, 3
;;     ret
;;
;; $by_ten: 24 bytes
;;     mov     r10, rdx
;;     mov     rax, -0x3333333333333333
;;     mul     r10
;;     mov     rax, rdx
;;     shr     rax, 3
;;     ret
;;
;; $by_one: 7 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     ret
;;
;; $by_minus_one: 24 bytes
;;     mov     r10, rdx
;;     mov     rax, -0x7fffffffffffffff
;;     mul     r10
;;     mov     rax, rdx
;;     shr     rax, 0x3f
;;     ret
;;
;; $by_zero: 14 bytes
;;     mov     r10, rdx
;;     xor     ecx, ecx
;;     mov     rax, r10
;;     xor     edx, edx
;;     div     rcx                                 ; trap: division by zero
;;     ret
