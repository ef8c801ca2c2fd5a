;;! target = "x86_64"
;; Between integers and f64x2.

(module
  (func $f64x2_convert_low_i32x4_s (param $x v128) (result v128)
    (f64x2.convert_low_i32x4_s (local.get $x)))

  (func $f64x2_convert_low_i32x4_u (param $x v128) (result v128)
    (f64x2.convert_low_i32x4_u (local.get $x)))

  (func $i32x4_trunc_sat_f64x2_s_zero (param $x v128) (result v128)
    (i32x4.trunc_sat_f64x2_s_zero (local.get $x)))

  (func $i32x4_trunc_sat_f64x2_u_zero (param $x v128) (result v128)
    (i32x4.trunc_sat_f64x2_u_zero (local.get $x))))

;; $f64x2_convert_low_i32x4_s: 5 bytes
;;     vcvtdq2pd xmm0, xmm0
;;     ret
;;
;; $f64x2_convert_low_i32x4_u: 17 bytes
;;     vunpcklps xmm0, xmm0, [=0x43300000433000004330000043300000]
;;     vsubpd  xmm0, xmm0, [=0x43300000000000004330000000000000]
;;     ret
;;     .const  0x43300000433000004330000043300000
;;     .const  0x43300000000000004330000000000000
;;
;; $i32x4_trunc_sat_f64x2_s_zero: 23 bytes
;;     vcmpeqpd xmm15, xmm0, xmm0
;;     vandpd  xmm15, xmm15, [=0x41dfffffffc0000041dfffffffc00000]
;;     vminpd  xmm0, xmm0, xmm15
;;     vcvttpd2dq xmm0, xmm0
;;     ret
;;     .const  0x41dfffffffc0000041dfffffffc00000
;;
;; $i32x4_trunc_sat_f64x2_u_zero: 39 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vmaxpd  xmm0, xmm0, xmm15
;;     vminpd  xmm0, xmm0, [=0x41efffffffe0000041efffffffe00000]
;;     vroundpd xmm0, xmm0, 0xb
;;     vaddpd  xmm0, xmm0, [=0x43300000000000004330000000000000]
;;     vshufps xmm0, xmm0, xmm15, -0x78
;;     ret
;;     .const  0x41efffffffe0000041efffffffe00000
;;     .const  0x43300000000000004330000000000000
