;;! target = "x86_64"
;; Conversions trap on what is no number, and on what does not fit.

(module
  (func $to_i32 (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $to_u64 (param $x f32) (result i64)
    (i64.trunc_f32_u (local.get $x))))

;; $to_i32: 63 bytes
;;     vcvttsd2si eax, xmm0
;;     cmp     eax, 1
;;     jno     L1
;;     vucomisd xmm0, xmm0
;;     jp      L2
;;     vmovsd  xmm15, [=0xc1e0000000200000]
;;     vucomisd xmm15, xmm0
;;     jae     L3
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomisd xmm0, xmm15
;;     ja      L4
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
;; L3:
;;     ud2                                         ; trap: integer overflow
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xc1e0000000200000
;;
;; $to_u64: 72 bytes
;;     vucomiss xmm0, xmm0
;;     jp      L2
;;     vcvttss2si rax, xmm0
;;     test    rax, rax
;;     jns     L1
;;     vmovss  xmm15, [=0x5f000000]
;;     vucomiss xmm15, xmm0
;;     ja      L3
;;     vsubss  xmm15, xmm0, xmm15
;;     vcvttss2si rax, xmm15
;;     test    rax, rax
;;     jl      L4
;;     btc     rax, 0x3f
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
;; L3:
;;     ud2                                         ; trap: integer overflow
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0x5f000000
