;;! target = "x86_64"
;;! cpu = "no avx"
;; Conversions between integers and f64, with the instructions of SSE.

(module
  (func $truncate (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $saturate_unsigned (param $x f64) (result i64)
    (i64.trunc_sat_f64_u (local.get $x)))

  (func $convert (param $x i32) (result f64)
    (f64.convert_i32_s (local.get $x)))

  (func $convert_unsigned (param $x i64) (result f64)
    (f64.convert_i64_u (local.get $x))))

;; $truncate: 64 bytes
;;     cvttsd2si eax, xmm0
;;     cmp     eax, 1
;;     jno     L1
;;     ucomisd xmm0, xmm0
;;     jp      L2
;;     movsd   xmm15, [=0xc1e0000000200000]
;;     ucomisd xmm15, xmm0
;;     jae     L3
;;     xorps   xmm15, xmm15
;;     ucomisd xmm0, xmm15
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
;; $saturate_unsigned: 74 bytes
;;     cvttsd2si rax, xmm0
;;     test    rax, rax
;;     jns     L2
;;     movsd   xmm15, [=0x43e0000000000000]
;;     xor     eax, eax
;;     ucomisd xmm0, xmm15
;;     jb      L2
;;     subsd   xmm15, xmm0
;;     movq    r11, xmm15
;;     btc     r11, 0x3f
;;     movq    xmm15, r11
;;     cvttsd2si rax, xmm15
;;     test    rax, rax
;;     jns     L1
;;     mov     rax, 0x7fffffffffffffff
;; L1:
;;     btc     rax, 0x3f
;; L2:
;;     ret
;;     .const  0x43e0000000000000
;;
;; $convert: 8 bytes
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, edx
;;     ret
;;
;; $convert_unsigned: 41 bytes
;;     mov     r11, rdx
;;     test    r11, r11
;;     js      L1
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, r11
;;     jmp     L3
;; L1:
;;     shr     r11, 1
;;     jae     L2
;;     or      r11, 1
;; L2:
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, r11
;;     addsd   xmm0, xmm0
;; L3:
;;     ret
