;;! target = "x86_64"
;; f32 to i64: what does not fit traps.

(module
  (func $signed (param $x f32) (result i64)
    (i64.trunc_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i64)
    (i64.trunc_f32_u (local.get $x))))

;; $signed: 68 bytes
;;     vcvttss2si rax, xmm0
;;     cmp     rax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     vucomiss xmm0, xmm0
;;     jp      L3
;;     vmovss  xmm15, [=0xdf000000]
;;     vucomiss xmm15, xmm0
;;     ja      L4
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomiss xmm0, xmm15
;;     ja      L4
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xdf000000
;;
;; $unsigned: 75 bytes
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
