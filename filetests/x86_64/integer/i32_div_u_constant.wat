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

;; $by_eight: 10 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     shr     eax, 3
;;     ret
;;
;; $by_ten: 16 bytes
;;     mov     r10d, edx
;;     mov     ecx, 0xa
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     ret
;;
;; $by_one: 7 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     ret
;;
;; $by_minus_one: 16 bytes
;;     mov     r10d, edx
;;     mov     ecx, -1
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     ret
;;
;; $by_zero: 13 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     ret
