;;! target = "x86_64"
;; f64 to i32: what does not fit traps.

(module
  (func $signed (param $x f64) (result i32)
    (i32.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i32)
    (i32.trunc_f64_u (local.get $x))))

;; $signed: 66 bytes
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
;; $unsigned: 35 bytes
;;     vcvttsd2si rax, xmm0
;;     mov     r11, rax
;;     shr     r11, 0x20
;;     jne     L1
;;     ret
;; L1:
;;     vucomisd xmm0, xmm0
;;     jp      L2
;;     ud2                                         ; trap: integer overflow
;; L2:
;;     ud2                                         ; trap: not a number
