;;! target = "x86_64"
;; Conversions trap on what is no number, and on what does not fit.

(module
  (func $to_i32 (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $to_u64 (param $x f32) (result i64)
    (i64.trunc_f32_u (local.get $x))))

;; $to_i32: 66 bytes
;;     vcvttsd2si eax, xmm0
;;     cmp     eax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     vucomisd xmm0, xmm0
;;     jp      L3
;;     vmovsd  xmm15, [=0xc1e0000000200000]
;;     vucomisd xmm15, xmm0
;;     jae     L4
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomisd xmm0, xmm15
;;     ja      L4
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xc1e0000000200000
;;
;; $to_u64: 75 bytes
;;     vcvttss2si rax, xmm0
;;     test    rax, rax
;;     js      L2
;; L1:
;;     ret
;; L2:
;;     vucomiss xmm0, xmm0
;;     jp      L3
;;     vmovss  xmm15, [=0x5f000000]
;;     vucomiss xmm15, xmm0
;;     ja      L4
;;     vsubss  xmm14, xmm0, xmm15
;;     vcvttss2si rax, xmm14
;;     test    rax, rax
;;     js      L4
;;     btc     rax, 0x3f
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0x5f000000
