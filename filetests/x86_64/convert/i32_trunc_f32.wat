;;! target = "x86_64"
;; f32 to i32: what does not fit traps.

(module
  (func $signed (param $x f32) (result i32)
    (i32.trunc_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i32)
    (i32.trunc_f32_u (local.get $x))))

;; $signed: 66 bytes
;;     vcvttss2si eax, xmm0
;;     cmp     eax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     vucomiss xmm0, xmm0
;;     jp      L3
;;     vmovss  xmm15, [=0xcf000000]
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
;;     .const  0xcf000000
;;
;; $unsigned: 35 bytes
;;     vcvttss2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     jne     L1
;;     ret
;; L1:
;;     vucomiss xmm0, xmm0
;;     jp      L2
;;     ud2                                         ; trap: integer overflow
;; L2:
;;     ud2                                         ; trap: not a number
