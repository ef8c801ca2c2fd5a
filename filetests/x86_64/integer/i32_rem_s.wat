;;! target = "x86_64"
;; Signed remainder, of 32 bits.

(module
  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.rem_s (local.get $x) (local.get $y)))

  (func $in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.rem_s (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.rem_s (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $constant_dividend (param $y i32) (result i32)
    (i32.rem_s (i32.const 1000) (local.get $y))))

;; $locals: 19 bytes
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
;;
;; $in_place: 23 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     cmp     ecx, -1
;;     je      L1
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     ret
;;
;; $temporaries: 30 bytes
;;     mov     r10d, edx
;;     lzcnt   eax, r10d
;;     tzcnt   edx, ecx
;;     mov     r8d, edx
;;     xor     edx, edx
;;     cmp     r8d, -1
;;     je      L1
;;     cdq
;;     idiv    r8d                                 ; trap: division by zero, or overflow
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $constant_dividend: 23 bytes
;;     mov     r10d, edx
;;     mov     eax, 0x3e8
;;     xor     edx, edx
;;     cmp     r10d, -1
;;     je      L1
;;     cdq
;;     idiv    r10d                                ; trap: division by zero, or overflow
;; L1:
;;     mov     eax, edx
;;     ret
