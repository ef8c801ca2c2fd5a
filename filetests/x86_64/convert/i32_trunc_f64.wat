;;! target = "x86_64"
;; f64 to i32: what does not fit traps.

(module
  (func $signed (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i32)
    (i32.trunc_f64_u (local.get $x))))

;; $signed: 63 bytes
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
;; $unsigned: 31 bytes
;;     vcvttsd2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     je      L1
;;     vucomisd xmm0, xmm0
;;     jp      L2
;;     ud2                                         ; trap: integer overflow
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
