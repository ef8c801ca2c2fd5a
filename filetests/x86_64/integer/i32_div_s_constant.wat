;;! target = "x86_64"
;; Signed division by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 0))))

;; $by_eight: 12 bytes
;;     lea     eax, [rdx + 7]
;;     test    edx, edx
;;     cmovge  eax, edx
;;     sar     eax, 3
;;     ret
;;
;; $by_ten: 20 bytes
;;     movsxd  rcx, edx
;;     imul    rax, rcx, 0x66666667
;;     sar     rax, 0x22
;;     shr     ecx, 0x1f
;;     add     eax, ecx
;;     ret
;;
;; $by_one: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $by_minus_one: 15 bytes
;;     mov     r10d, edx
;;     mov     ecx, -1
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $by_zero: 12 bytes
;;     mov     r10d, edx
;;     xor     ecx, ecx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     ret
