;;! target = "x86_64"
;;! cpu = "baseline"
;; Between integers and f32x4. With SSE4.1.

(module
  (func $f32x4_convert_i32x4_s (param $x v128) (result v128)
    (f32x4.convert_i32x4_s (local.get $x)))

  (func $f32x4_convert_i32x4_u (param $x v128) (result v128)
    (f32x4.convert_i32x4_u (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_s (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_u (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (local.get $x))))

;; $f32x4_convert_i32x4_s: 4 bytes
;;     cvtdq2ps xmm0, xmm0
;;     ret
;;
;; $f32x4_convert_i32x4_u: 40 bytes
;;     movaps  xmm15, xmm0
;;     pblendw xmm15, [=0x4b0000004b0000004b0000004b000000], -0x56
;;     psrld   xmm0, 0x10
;;     por     xmm0, [=0x53000000530000005300000053000000]
;;     subps   xmm0, [=0x53000080530000805300008053000080]
;;     addps   xmm0, xmm15
;;     ret
;;     .const  0x4b0000004b0000004b0000004b000000
;;     .const  0x53000000530000005300000053000000
;;     .const  0x53000080530000805300008053000080
;;
;; $i32x4_trunc_sat_f32x4_s: 37 bytes
;;     movaps  xmm15, xmm0
;;     cmpeqps xmm15, xmm0
;;     andps   xmm0, xmm15
;;     movddup xmm15, [=0x4f0000004f000000]
;;     cmpleps xmm15, xmm0
;;     cvttps2dq xmm0, xmm0
;;     pxor    xmm0, xmm15
;;     ret
;;     .const  0x4f0000004f000000
;;
;; $i32x4_trunc_sat_f32x4_u: 60 bytes
;;     xorps   xmm15, xmm15
;;     maxps   xmm0, xmm15
;;     movddup xmm14, [=0x4f0000004f000000]
;;     movaps  xmm15, xmm0
;;     subps   xmm15, xmm14
;;     cmpleps xmm14, xmm15
;;     cvttps2dq xmm15, xmm15
;;     pxor    xmm15, xmm14
;;     xorps   xmm14, xmm14
;;     pmaxsd  xmm15, xmm14
;;     cvttps2dq xmm0, xmm0
;;     paddd   xmm0, xmm15
;;     ret
