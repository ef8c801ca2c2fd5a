;;! target = "x86_64"
;; f64 to i64: what does not fit traps.

(module
  (func $signed (param $x f64) (result i64)
    (i64.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i64)
    (i64.trunc_f64_u (local.get $x))))

;; $signed: 68 bytes
;;     vcvttsd2si rax, xmm0
;;     cmp     rax, 1
;;     jo      L2
;; L1:
;;     ret
;; L2:
;;     vucomisd xmm0, xmm0
;;     jp      L3
;;     vmovsd  xmm15, [=0xc3e0000000000000]
;;     vucomisd xmm15, xmm0
;;     ja      L4
;;     vxorps  xmm15, xmm15, xmm15
;;     vucomisd xmm0, xmm15
;;     ja      L4
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0xc3e0000000000000
;;
;; $unsigned: 75 bytes
;;     vcvttsd2si rax, xmm0
;;     test    rax, rax
;;     js      L2
;; L1:
;;     ret
;; L2:
;;     vucomisd xmm0, xmm0
;;     jp      L3
;;     vmovsd  xmm15, [=0x43e0000000000000]
;;     vucomisd xmm15, xmm0
;;     ja      L4
;;     vsubsd  xmm14, xmm0, xmm15
;;     vcvttsd2si rax, xmm14
;;     test    rax, rax
;;     js      L4
;;     btc     rax, 0x3f
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: not a number
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0x43e0000000000000
