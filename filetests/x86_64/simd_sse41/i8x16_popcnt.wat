;;! target = "x86_64"
;;! cpu = "baseline"
;; Ones in each byte. With SSE4.1.

(module
  (func $i8x16_popcnt (param $x v128) (result v128)
    (i8x16.popcnt (local.get $x))))

;; $i8x16_popcnt: 64 bytes
;;     movaps  xmm14, xmm0
;;     pand    xmm14, [=0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f]
;;     psrlw   xmm0, 4
;;     pand    xmm0, [=0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f]
;;     movaps  xmm15, [=0x04030302030202010302020102010100]
;;     pshufb  xmm15, xmm14
;;     movaps  xmm14, [=0x04030302030202010302020102010100]
;;     pshufb  xmm14, xmm0
;;     movaps  xmm0, xmm14
;;     paddb   xmm0, xmm15
;;     ret
;;     .const  0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
;;     .const  0x04030302030202010302020102010100
