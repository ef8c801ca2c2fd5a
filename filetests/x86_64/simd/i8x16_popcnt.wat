;;! target = "x86_64"
;; Ones in each byte.

(module
  (func $i8x16_popcnt (param $x v128) (result v128)
    (i8x16.popcnt (local.get $x))))

;; $i8x16_popcnt: 44 bytes
;;     vpand   xmm14, xmm0, [=0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f]
;;     vpsrlw  xmm0, xmm0, 4
;;     vpand   xmm0, xmm0, [=0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f]
;;     vmovaps xmm15, [=0x04030302030202010302020102010100]
;;     vpshufb xmm14, xmm15, xmm14
;;     vpshufb xmm0, xmm15, xmm0
;;     vpaddb  xmm0, xmm14, xmm0
;;     ret
;;     .const  0x0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
;;     .const  0x04030302030202010302020102010100
