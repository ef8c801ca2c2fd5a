;;! target = "x86_64"
;;! cpu = "baseline"
;; Products of lanes of i8x16 as i16x8. With SSE4.1.

(module
  (func $i16x8_extmul_low_i8x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_low_i8x16_s (local.get $x) (local.get $y)))

  (func $i16x8_extmul_low_i8x16_u (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_low_i8x16_u (local.get $x) (local.get $y)))

  (func $i16x8_extmul_high_i8x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get $x) (local.get $y)))

  (func $i16x8_extmul_high_i8x16_u (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_high_i8x16_u (local.get $x) (local.get $y))))

;; $i16x8_extmul_low_i8x16_s: 22 bytes
;;     pmovsxbw xmm15, xmm0
;;     pmovsxbw xmm14, xmm1
;;     movaps  xmm0, xmm15
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_low_i8x16_u: 22 bytes
;;     pmovzxbw xmm15, xmm0
;;     pmovzxbw xmm14, xmm1
;;     movaps  xmm0, xmm15
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_high_i8x16_s: 34 bytes
;;     pshufd  xmm15, xmm0, -0x12
;;     pmovsxbw xmm15, xmm15
;;     pshufd  xmm14, xmm1, -0x12
;;     pmovsxbw xmm14, xmm14
;;     movaps  xmm0, xmm15
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_high_i8x16_u: 34 bytes
;;     pshufd  xmm15, xmm0, -0x12
;;     pmovzxbw xmm15, xmm15
;;     pshufd  xmm14, xmm1, -0x12
;;     pmovzxbw xmm14, xmm14
;;     movaps  xmm0, xmm15
;;     pmullw  xmm0, xmm14
;;     ret
