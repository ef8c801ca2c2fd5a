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

;; $i16x8_extmul_low_i8x16_s: 17 bytes
;;     pmovsxbw xmm0, xmm0
;;     pmovsxbw xmm14, xmm1
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_low_i8x16_u: 17 bytes
;;     pmovzxbw xmm0, xmm0
;;     pmovzxbw xmm14, xmm1
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_high_i8x16_s: 28 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovsxbw xmm0, xmm0
;;     pshufd  xmm14, xmm1, -0x12
;;     pmovsxbw xmm14, xmm14
;;     pmullw  xmm0, xmm14
;;     ret
;;
;; $i16x8_extmul_high_i8x16_u: 28 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovzxbw xmm0, xmm0
;;     pshufd  xmm14, xmm1, -0x12
;;     pmovzxbw xmm14, xmm14
;;     pmullw  xmm0, xmm14
;;     ret
