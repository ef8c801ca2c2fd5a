;;! target = "x86_64"
;; Signed remainder, of 64 bits.

(module
  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.rem_s (local.get $x) (local.get $y)))

  (func $in_place (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.rem_s (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.rem_s (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $constant_dividend (param $y i64) (result i64)
    (i64.rem_s (i64.const 1000) (local.get $y))))

;; $locals: 23 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     xor     edx, edx
;;     cmp     rcx, -1
;;     je      L1
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     rax, rdx
;;     ret
;;
;; $in_place: 26 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     xor     edx, edx
;;     cmp     rcx, -1
;;     je      L1
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     r10, rdx
;;     mov     rax, r10
;;     ret
;;
;; $temporaries: 33 bytes
;;     mov     r10, rdx
;;     lzcnt   rax, r10
;;     tzcnt   rdx, rcx
;;     mov     r8, rdx
;;     xor     edx, edx
;;     cmp     r8, -1
;;     je      L1
;;     cqo
;;     idiv    r8                                  ; trap: division by zero, or overflow
;; L1:
;;     mov     rax, rdx
;;     ret
;;
;; $constant_dividend: 25 bytes
;;     mov     r10, rdx
;;     mov     eax, 0x3e8
;;     xor     edx, edx
;;     cmp     r10, -1
;;     je      L1
;;     cqo
;;     idiv    r10                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     rax, rdx
;;     ret
