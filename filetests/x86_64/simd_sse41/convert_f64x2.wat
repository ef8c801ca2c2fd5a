;;! target = "x86_64"
;;! cpu = "baseline"
;; Between integers and f64x2. With SSE4.1.

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
;;     cvtdq2pd xmm0, xmm0
;;     ret
;;
;; $f64x2_convert_low_i32x4_u: 16 bytes
;;     unpcklps xmm0, [=0x43300000433000004330000043300000]
;;     subpd   xmm0, [=0x43300000000000004330000000000000]
;;     ret
;;     .const  0x43300000433000004330000043300000
;;     .const  0x43300000000000004330000000000000
;;
;; $i32x4_trunc_sat_f64x2_s_zero: 29 bytes
;;     movaps  xmm15, xmm0
;;     cmpeqpd xmm15, xmm0
;;     andpd   xmm15, [=0x41dfffffffc0000041dfffffffc00000]
;;     minpd   xmm0, xmm15
;;     cvttpd2dq xmm0, xmm0
;;     ret
;;     .const  0x41dfffffffc0000041dfffffffc00000
;;
;; $i32x4_trunc_sat_f64x2_u_zero: 37 bytes
;;     xorps   xmm15, xmm15
;;     maxpd   xmm0, xmm15
;;     minpd   xmm0, [=0x41efffffffe0000041efffffffe00000]
;;     roundpd xmm0, xmm0, 0xb
;;     addpd   xmm0, [=0x43300000000000004330000000000000]
;;     shufps  xmm0, xmm15, -0x78
;;     ret
;;     .const  0x41efffffffe0000041efffffffe00000
;;     .const  0x43300000000000004330000000000000
