;;! target = "x86_64"
;; f64 to i32: what does not fit becomes the nearest.

(module
  (func $signed (param $x f64) (result i32)
    (i32.trunc_sat_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i32)
    (i32.trunc_sat_f64_u (local.get $x))))

;; $signed: 37 bytes
;;     vcvttsd2si eax, xmm0
;;     cmp     eax, 1
;;     jno     L1
;;     xor     eax, eax
;;     vucomisd xmm0, xmm0
;;     jp      L1
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     eax, -0x80000000
;;     vucomisd xmm0, xmm15
;;     jbe     L1
;;     dec     eax
;; L1:
;;     ret
;;
;; $unsigned: 32 bytes
;;     vcvttsd2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     je      L1
;;     vxorps  xmm15, xmm15, xmm15
;;     xor     eax, eax
;;     vucomisd xmm0, xmm15
;;     seta    al
;;     neg     eax
;; L1:
;;     ret
