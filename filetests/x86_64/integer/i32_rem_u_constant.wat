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

;; $by_eight: 10 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     and     eax, 7
;;     ret
;;
;; $by_ten: 18 bytes
;;     mov     r10d, edx
;;     mov     ecx, 0xa
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $by_one: 10 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     and     eax, 0
;;     ret
;;
;; $by_minus_one: 18 bytes
;;     mov     r10d, edx
;;     mov     ecx, -1
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     eax, edx
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
