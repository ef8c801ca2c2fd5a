;;! target = "x86_64"
;;! cpu = "no avx"
;; Conversions between integers and f32, with the instructions of SSE.

(module
  (func $truncate (param $x f32) (result i32)
    (i32.trunc_f32_s (local.get $x)))

  (func $saturate_unsigned (param $x f32) (result i64)
    (i64.trunc_sat_f32_u (local.get $x)))

  (func $convert (param $x i32) (result f32)
    (f32.convert_i32_s (local.get $x)))

  (func $convert_unsigned (param $x i64) (result f32)
    (f32.convert_i64_u (local.get $x))))

;; $truncate: 61 bytes
;;     cvttss2si eax, xmm0
;;     cmp     eax, 1
;;     jno     L1
;;     ucomiss xmm0, xmm0
;;     jp      L2
;;     movss   xmm15, [=0xcf000000]
;;     ucomiss xmm15, xmm0
;;     ja      L3
;;     xorps   xmm15, xmm15
;;     ucomiss xmm0, xmm15
;;     ja      L4
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
;; L3:
;;     ud2                                         ; trap: integer overflow
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xcf000000
;;
;; $saturate_unsigned: 75 bytes
;;     cvttss2si rax, xmm0
;;     test    rax, rax
;;     jns     L2
;;     movss   xmm15, [=0x5f000000]
;;     xor     eax, eax
;;     ucomiss xmm0, xmm15
;;     jb      L2
;;     subss   xmm15, xmm0
;;     movd    r11d, xmm15
;;     xor     r11d, -0x80000000
;;     movd    xmm15, r11d
;;     cvttss2si rax, xmm15
;;     test    rax, rax
;;     jns     L1
;;     mov     rax, 0x7fffffffffffffff
;; L1:
;;     btc     rax, 0x3f
;; L2:
;;     ret
;;     .const  0x5f000000
;;
;; $convert: 8 bytes
;;     xorps   xmm0, xmm0
;;     cvtsi2ss xmm0, edx
;;     ret
;;
;; $convert_unsigned: 41 bytes
;;     mov     r11, rdx
;;     test    r11, r11
;;     js      L1
;;     xorps   xmm0, xmm0
;;     cvtsi2ss xmm0, r11
;;     jmp     L3
;; L1:
;;     shr     r11, 1
;;     jae     L2
;;     or      r11, 1
;; L2:
;;     xorps   xmm0, xmm0
;;     cvtsi2ss xmm0, r11
;;     addss   xmm0, xmm0
;; L3:
;;     ret
