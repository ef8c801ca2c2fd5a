;;! target = "x86_64"
;; Whether any bit is set, as a number and as a condition.

(module
  (func $value (param $x v128) (result i32)
    (v128.any_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (v128.any_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $none (param $x v128) (param $y v128) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eqz (v128.any_true (v128.and (local.get $x) (local.get $y)))))))

;; $value: 15 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vptest  xmm7, xmm7
;;     setne   al
;;     ret
;;
;; $branch: 31 bytes
;;     vmovaps xmm7, xmm0
;;     vptest  xmm7, xmm7
;;     je      L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $none: 19 bytes
;;     vmovaps xmm7, xmm0
;;     vpand   xmm0, xmm7, xmm1
;;     vptest  xmm0, xmm0
;;     mov     eax, ecx
;;     cmove   eax, edx
;;     ret
