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

;; $truncate: 67 bytes
;;     cvttsd2si eax, xmm0
;;     cmp     eax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     ucomisd xmm0, xmm0
;;     jp      L3
;;     movsd   xmm15, [=0xc1e0000000200000]
;;     ucomisd xmm15, xmm0
;;     jae     L4
;;     xorps   xmm15, xmm15
;;     ucomisd xmm0, xmm15
;;     ja      L4
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xc1e0000000200000
;;
;; $saturate_unsigned: 69 bytes
;;     cvttsd2si rax, xmm0
;;     test    rax, rax
;;     js      L2
;; L1:
;;     ret
;; L2:
;;     movsd   xmm15, [=0x43e0000000000000]
;;     xor     eax, eax
;;     ucomisd xmm0, xmm15
;;     jb      L4
;;     movaps  xmm14, xmm0
;;     subsd   xmm14, xmm15
;;     cvttsd2si rax, xmm14
;;     test    rax, rax
;;     jns     L3
;;     mov     rax, 0x7fffffffffffffff
;; L3:
;;     btc     rax, 0x3f
;; L4:
;;     jmp     L1
;;     .const  0x43e0000000000000
;;
;; $convert: 8 bytes
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, edx
;;     ret
;;
;; $convert_unsigned: 44 bytes
;;     test    rdx, rdx
;;     js      L2
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, rdx
;; L1:
;;     ret
;; L2:
;;     mov     r11, rdx
;;     shr     r11, 1
;;     jae     L3
;;     or      r11, 1
;; L3:
;;     xorps   xmm0, xmm0
;;     cvtsi2sd xmm0, r11
;;     addsd   xmm0, xmm0
;;     jmp     L1
