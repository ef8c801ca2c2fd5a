;;! target = "x86_64"
;; f64 to i64: what does not fit becomes the nearest.

(module
  (func $signed (param $x f64) (result i64)
    (i64.trunc_sat_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i64)
    (i64.trunc_sat_f64_u (local.get $x))))

;; $signed: 51 bytes
;;     vcvttsd2si rax, xmm0
;;     cmp     rax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     xor     eax, eax
;;     vucomisd xmm0, xmm0
;;     jp      L3
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     rax, -0x8000000000000000
;;     vucomisd xmm0, xmm15
;;     jbe     L3
;;     dec     rax
;; L3:
;;     jmp     L1
;;
;; $unsigned: 64 bytes
;;     vcvttsd2si rax, xmm0
;;     test    rax, rax
;;     js      L2
;; L1:
;;     ret
;; L2:
;;     vmovsd  xmm15, [=0x43e0000000000000]
;;     xor     eax, eax
;;     vucomisd xmm0, xmm15
;;     jb      L4
;;     vsubsd  xmm14, xmm0, xmm15
;;     vcvttsd2si rax, xmm14
;;     test    rax, rax
;;     jns     L3
;;     mov     rax, 0x7fffffffffffffff
;; L3:
;;     btc     rax, 0x3f
;; L4:
;;     jmp     L1
;;     .const  0x43e0000000000000
