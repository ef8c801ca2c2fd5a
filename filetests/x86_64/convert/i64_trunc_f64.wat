;;! target = "x86_64"
;; f64 to i64: what does not fit traps.

(module
  (func $signed (param $x f64) (result i64)
    (i64.trunc_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i64)
    (i64.trunc_f64_u (local.get $x))))

;; $signed: 65 bytes
;;     vcvttsd2si rax, xmm0
;;     cmp     rax, 1
;;     jno     L1
;;     vucomisd xmm0, xmm0
;;     jp      L2
;;     vmovsd  xmm15, [=0xc3e0000000000000]
;;     vucomisd xmm15, xmm0
;;     ja      L3
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
;;     .const  0xc3e0000000000000
;;
;; $unsigned: 72 bytes
;;     vucomisd xmm0, xmm0
;;     jp      L2
;;     vcvttsd2si rax, xmm0
;;     test    rax, rax
;;     jns     L1
;;     vmovsd  xmm15, [=0x43e0000000000000]
;;     vucomisd xmm15, xmm0
;;     ja      L3
;;     vsubsd  xmm15, xmm0, xmm15
;;     vcvttsd2si rax, xmm15
;;     test    rax, rax
;;     jl      L4
;;     btc     rax, 0x3f
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: not a number
;; L3:
;;     ud2                                         ; trap: integer overflow
;; L4:
;;     ud2                                         ; trap: integer overflow
;;     .const  0x43e0000000000000
