;;! target = "x86_64"
;; f32 to i32: what does not fit traps.

(module
  (func $signed (param $x f32) (result i32)
    (i32.trunc_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i32)
    (i32.trunc_f32_u (local.get $x))))

;; $signed: 63 bytes
;;     vcvttss2si eax, xmm0
;;     cmp     eax, 1
;;     jno     L1
;;     vucomiss xmm0, xmm0
;;     jp      L2
;;     vmovss  xmm15, [=0xcf000000]
;;     vucomiss xmm15, xmm0
;;     ja      L3
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomiss xmm0, xmm15
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
;; $unsigned: 31 bytes
;;     vcvttss2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     je      L1
;;     vucomiss xmm0, xmm0
;;     jp      L2
;;     ud2                                         ; trap: integer overflow
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
