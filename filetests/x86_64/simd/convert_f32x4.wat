;;! target = "x86_64"
;; Between integers and f32x4.

(module
  (func $f32x4_convert_i32x4_s (param $x v128) (result v128)
    (f32x4.convert_i32x4_s (local.get $x)))

  (func $f32x4_convert_i32x4_u (param $x v128) (result v128)
    (f32x4.convert_i32x4_u (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_s (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_u (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (local.get $x))))

;; $f32x4_convert_i32x4_s: 5 bytes
;;     vcvtdq2ps xmm0, xmm0
;;     ret
;;
;; $f32x4_convert_i32x4_u: 36 bytes
;;     vpblendw xmm15, xmm0, [=0x4b0000004b0000004b0000004b000000], -0x56
;;     vpsrld  xmm0, xmm0, 0x10
;;     vpor    xmm0, xmm0, [=0x53000000530000005300000053000000]
;;     vsubps  xmm0, xmm0, [=0x53000080530000805300008053000080]
;;     vaddps  xmm0, xmm15, xmm0
;;     ret
;;     .const  0x4b0000004b0000004b0000004b000000
;;     .const  0x53000000530000005300000053000000
;;     .const  0x53000080530000805300008053000080
;;
;; $i32x4_trunc_sat_f32x4_s: 32 bytes
;;     vcmpeqps xmm15, xmm0, xmm0
;;     vandps  xmm0, xmm15, xmm0
;;     vbroadcastss xmm15, [=0x4f000000]
;;     vcmpleps xmm15, xmm15, xmm0
;;     vcvttps2dq xmm0, xmm0
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;     .const  0x4f000000
;;
;; $i32x4_trunc_sat_f32x4_u: 59 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vmaxps  xmm0, xmm0, xmm15
;;     vbroadcastss xmm14, [=0x4f000000]
;;     vsubps  xmm15, xmm0, xmm14
;;     vcmpleps xmm14, xmm14, xmm15
;;     vcvttps2dq xmm15, xmm15
;;     vpxor   xmm15, xmm15, xmm14
;;     vxorps  xmm14, xmm14, xmm14
;;     vpmaxsd xmm15, xmm15, xmm14
;;     vcvttps2dq xmm0, xmm0
;;     vpaddd  xmm0, xmm15, xmm0
;;     ret
