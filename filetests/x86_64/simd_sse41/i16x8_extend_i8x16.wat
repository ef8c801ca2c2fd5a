;;! target = "x86_64"
;;! cpu = "baseline"
;; The lower or the upper lanes of i8x16 as i16x8. With SSE4.1.

(module
  (func $i16x8_extend_low_i8x16_s (param $x v128) (result v128)
    (i16x8.extend_low_i8x16_s (local.get $x)))

  (func $i16x8_extend_low_i8x16_u (param $x v128) (result v128)
    (i16x8.extend_low_i8x16_u (local.get $x)))

  (func $i16x8_extend_high_i8x16_s (param $x v128) (result v128)
    (i16x8.extend_high_i8x16_s (local.get $x)))

  (func $i16x8_extend_high_i8x16_u (param $x v128) (result v128)
    (i16x8.extend_high_i8x16_u (local.get $x))))

;; $i16x8_extend_low_i8x16_s: 6 bytes
;;     pmovsxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_low_i8x16_u: 6 bytes
;;     pmovzxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_high_i8x16_s: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovsxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_high_i8x16_u: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovzxbw xmm0, xmm0
;;     ret
