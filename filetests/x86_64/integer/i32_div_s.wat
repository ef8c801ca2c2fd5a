;;! target = "x86_64"
;; Signed division, of 32 bits.

(module
  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.div_s (local.get $x) (local.get $y)))

  (func $in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.div_s (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.div_s (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $constant_dividend (param $y i32) (result i32)
    (i32.div_s (i32.const 1000) (local.get $y))))

;; $locals: 10 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $in_place: 16 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     mov     r10d, eax
;;     mov     eax, r10d
;;     ret
;;
;; $temporaries: 20 bytes
;;     mov     r10d, edx
;;     lzcnt   eax, r10d
;;     tzcnt   edx, ecx
;;     mov     r8d, edx
;;     cdq
;;     idiv    r8d                                 ; trap: division by zero, or overflow
;;     ret
;;
;; $constant_dividend: 13 bytes
;;     mov     r10d, edx
;;     mov     eax, 0x3e8
;;     cdq
;;     idiv    r10d                                ; trap: division by zero, or overflow
;;     ret
