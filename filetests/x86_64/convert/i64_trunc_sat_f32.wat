;;! target = "x86_64"
;; f32 to i64: what does not fit becomes the nearest.

(module
  (func $signed (param $x f32) (result i64)
    (i64.trunc_sat_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i64)
    (i64.trunc_sat_f32_u (local.get $x))))

;; $signed: 45 bytes
;;     vcvttss2si rax, xmm0
;;     cmp     rax, 1
;;     jno     L1
;;     xor     eax, eax
;;     vucomiss xmm0, xmm0
;;     jp      L1
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     rax, -0x8000000000000000
;;     vucomiss xmm0, xmm15
;;     jbe     L1
;;     dec     rax
;; L1:
;;     ret
;;
;; $unsigned: 58 bytes
;;     vcvttss2si rax, xmm0
;;     test    rax, rax
;;     jns     L2
;;     vmovss  xmm15, [=0x5f000000]
;;     xor     eax, eax
;;     vucomiss xmm0, xmm15
;;     jb      L2
;;     vsubss  xmm15, xmm0, xmm15
;;     vcvttss2si rax, xmm15
;;     test    rax, rax
;;     jns     L1
;;     mov     rax, 0x7fffffffffffffff
;; L1:
;;     btc     rax, 0x3f
;; L2:
;;     ret
;;     .const  0x5f000000
