;;! target = "x86_64"
;; Divisions trap on zero, and signed ones on overflow.

(module
  (func $signed (param $x i32) (param $y i32) (result i32)
    (i32.div_s (local.get $x) (local.get $y)))

  (func $unsigned (param $x i64) (param $y i64) (result i64)
    (i64.div_u (local.get $x) (local.get $y)))

  (func $remainder_does_not_overflow (param $x i32) (param $y i32) (result i32)
    (i32.rem_s (local.get $x) (local.get $y))))

;; $signed: 10 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $unsigned: 12 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     xor     edx, edx
;;     div     rcx                                 ; trap: division by zero
;;     ret
;;
;; $remainder_does_not_overflow: 19 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     cmp     ecx, -1
;;     je      L1
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     eax, edx
;;     ret
