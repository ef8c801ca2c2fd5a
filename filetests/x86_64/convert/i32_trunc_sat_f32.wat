;;! target = "x86_64"
;; f32 to i32: what does not fit becomes the nearest.

(module
  (func $signed (param $x f32) (result i32)
    (i32.trunc_sat_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i32)
    (i32.trunc_sat_f32_u (local.get $x))))

;; $signed: 43 bytes
;;     vcvttss2si eax, xmm0
;;     cmp     eax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     xor     eax, eax
;;     vucomiss xmm0, xmm0
;;     jp      L3
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     eax, -0x80000000
;;     vucomiss xmm0, xmm15
;;     jbe     L3
;;     dec     eax
;; L3:
;;     jmp     L1
;;
;; $unsigned: 38 bytes
;;     vcvttss2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     jne     L2
;; L1:
;;     ret
;; L2:
;;     vxorps  xmm15, xmm15, xmm15
;;     xor     eax, eax
;;     vucomiss xmm0, xmm15
;;     seta    al
;;     neg     eax
;;     jmp     L1
