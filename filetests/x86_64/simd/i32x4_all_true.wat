;;! target = "x86_64"
;; Whether all lanes of i32x4 are other than zero, as a number and as a condition.

(module
  (func $value (param $x v128) (result i32)
    (i32x4.all_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (i32x4.all_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2)))))

;; $value: 20 bytes
;;     xor     eax, eax
;;     vxorps  xmm15, xmm15, xmm15
;;     vpcmpeqd xmm15, xmm15, xmm0
;;     vptest  xmm15, xmm15
;;     sete    al
;;     ret
;;
;; $branch: 36 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vpcmpeqd xmm15, xmm15, xmm0
;;     vptest  xmm15, xmm15
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
