;;! target = "x86_64"
;; Unsigned division by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 0))))

;; $by_eight: 6 bytes
;;     mov     eax, edx
;;     shr     eax, 3
;;     ret
;;
;; $by_ten: 14 bytes
;;     mov     eax, -0x33333333
;;     imul    rax, rdx
;;     shr     rax, 0x23
;;     ret
;;
;; $by_one: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $by_minus_one: 17 bytes
;;     mov     r10d, edx
;;     mov     eax, -0x7fffffff
;;     imul    rax, r10
;;     shr     rax, 0x3f
;;     ret
;;
;; $by_zero: 13 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     ret
