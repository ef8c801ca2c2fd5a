;;! target = "x86_64"
;; Products of lanes of i8x16 as i16x8.

(module
  (func $i16x8_extmul_low_i8x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_low_i8x16_s (local.get $x) (local.get $y)))

  (func $i16x8_extmul_low_i8x16_u (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_low_i8x16_u (local.get $x) (local.get $y)))

  (func $i16x8_extmul_high_i8x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get $x) (local.get $y)))

  (func $i16x8_extmul_high_i8x16_u (param $x v128) (param $y v128) (result v128)
    (i16x8.extmul_high_i8x16_u (local.get $x) (local.get $y))))

;; $i16x8_extmul_low_i8x16_s: 15 bytes
;;     vpmovsxbw xmm0, xmm0
;;     vpmovsxbw xmm14, xmm1
;;     vpmullw xmm0, xmm14, xmm0
;;     ret
;;
;; $i16x8_extmul_low_i8x16_u: 15 bytes
;;     vpmovzxbw xmm0, xmm0
;;     vpmovzxbw xmm14, xmm1
;;     vpmullw xmm0, xmm14, xmm0
;;     ret
;;
;; $i16x8_extmul_high_i8x16_s: 25 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovsxbw xmm0, xmm0
;;     vpshufd xmm14, xmm1, -0x12
;;     vpmovsxbw xmm14, xmm14
;;     vpmullw xmm0, xmm14, xmm0
;;     ret
;;
;; $i16x8_extmul_high_i8x16_u: 25 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovzxbw xmm0, xmm0
;;     vpshufd xmm14, xmm1, -0x12
;;     vpmovzxbw xmm14, xmm14
;;     vpmullw xmm0, xmm14, xmm0
;;     ret
