;;! target = "x86_64"
;;! cpu = "baseline"
;; Whether any bit is set, as a number and as a condition. With SSE4.1.

(module
  (func $value (param $x v128) (result i32)
    (v128.any_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (v128.any_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $none (param $x v128) (param $y v128) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eqz (v128.any_true (v128.and (local.get $x) (local.get $y)))))))

;; $value: 11 bytes
;;     xor     eax, eax
;;     ptest   xmm0, xmm0
;;     setne   al
;;     ret
;;
;; $branch: 27 bytes
;;     ptest   xmm0, xmm0
;;     je      L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $none: 18 bytes
;;     movaps  xmm2, xmm0
;;     pand    xmm2, xmm1
;;     ptest   xmm2, xmm2
;;     mov     eax, ecx
;;     cmove   eax, edx
;;     ret
