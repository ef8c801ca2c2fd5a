;;! target = "x86_64"
;; Signed remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 0))))

;; $by_eight: 17 bytes
;;     mov     r10d, edx
;;     mov     ecx, 8
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $by_ten: 17 bytes
;;     mov     r10d, edx
;;     mov     ecx, 0xa
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $by_one: 17 bytes
;;     mov     r10d, edx
;;     mov     ecx, 1
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $by_minus_one: 24 bytes
;;     mov     r10d, edx
;;     mov     ecx, -1
;;     mov     eax, r10d
;;     xor     edx, edx
;;     cmp     ecx, -1
;;     je      L1
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $by_zero: 14 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
