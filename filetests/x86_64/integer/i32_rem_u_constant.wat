;;! target = "x86_64"
;; Unsigned remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_u (local.get $x) (i32.const 0))))

;; $by_eight: 6 bytes
;;     mov     eax, edx
;;     and     eax, 7
;;     ret
;;
;; $by_ten: 19 bytes
;;     mov     eax, -0x33333333
;;     imul    rax, rdx
;;     shr     rax, 0x23
;;     imul    eax, -0xa
;;     add     eax, edx
;;     ret
;;
;; $by_one: 3 bytes
;;     xor     eax, eax
;;     ret
;;
;; $by_minus_one: 20 bytes
;;     mov     r10d, edx
;;     mov     eax, -0x7fffffff
;;     imul    rax, r10
;;     shr     rax, 0x3f
;;     add     eax, r10d
;;     ret
;;
;; $by_zero: 15 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
