;;! target = "x86_64"
;;! cpu = "baseline"
;; Products of lanes of i16x8 as i32x4. With SSE4.1.

(module
  (func $i32x4_extmul_low_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_low_i16x8_s (local.get $x) (local.get $y)))

  (func $i32x4_extmul_low_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_low_i16x8_u (local.get $x) (local.get $y)))

  (func $i32x4_extmul_high_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_high_i16x8_s (local.get $x) (local.get $y)))

  (func $i32x4_extmul_high_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_high_i16x8_u (local.get $x) (local.get $y))))

;; $i32x4_extmul_low_i16x8_s: 19 bytes
;;     movaps  xmm14, xmm0
;;     pmulhw  xmm14, xmm1
;;     pmullw  xmm0, xmm1
;;     punpcklwd xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_low_i16x8_u: 19 bytes
;;     movaps  xmm14, xmm0
;;     pmulhuw xmm14, xmm1
;;     pmullw  xmm0, xmm1
;;     punpcklwd xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_high_i16x8_s: 19 bytes
;;     movaps  xmm14, xmm0
;;     pmulhw  xmm14, xmm1
;;     pmullw  xmm0, xmm1
;;     punpckhwd xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_high_i16x8_u: 19 bytes
;;     movaps  xmm14, xmm0
;;     pmulhuw xmm14, xmm1
;;     pmullw  xmm0, xmm1
;;     punpckhwd xmm0, xmm14
;;     ret
