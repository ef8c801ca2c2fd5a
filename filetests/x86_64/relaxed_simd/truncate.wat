;;! target = "x86_64"
;; Conversions to integers whose results may be any where they do not fit. As fast as the machine can.

(module
  (func $i32x4_relaxed_trunc_f32x4_s (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_s (local.get $x)))

  (func $i32x4_relaxed_trunc_f32x4_u (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_u (local.get $x)))

  (func $i32x4_relaxed_trunc_f64x2_s_zero (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_s_zero (local.get $x)))

  (func $i32x4_relaxed_trunc_f64x2_u_zero (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_u_zero (local.get $x))))

;; $i32x4_relaxed_trunc_f32x4_s: 5 bytes
;;     vcvttps2dq xmm0, xmm0
;;     ret
;;
;; $i32x4_relaxed_trunc_f32x4_u: 59 bytes
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
;;     .const  0x4f000000
;;
;; $i32x4_relaxed_trunc_f64x2_s_zero: 5 bytes
;;     vcvttpd2dq xmm0, xmm0
;;     ret
;;
;; $i32x4_relaxed_trunc_f64x2_u_zero: 39 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vmaxpd  xmm0, xmm0, xmm15
;;     vminpd  xmm0, xmm0, [=0x41efffffffe0000041efffffffe00000]
;;     vroundpd xmm0, xmm0, 0xb
;;     vaddpd  xmm0, xmm0, [=0x43300000000000004330000000000000]
;;     vshufps xmm0, xmm0, xmm15, -0x78
;;     ret
;;     .const  0x41efffffffe0000041efffffffe00000
;;     .const  0x43300000000000004330000000000000
