;;! target = "x86_64"
;; The lower or the upper lanes of i8x16 as i16x8.

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
;;     vpmovsxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_low_i8x16_u: 6 bytes
;;     vpmovzxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_high_i8x16_s: 11 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovsxbw xmm0, xmm0
;;     ret
;;
;; $i16x8_extend_high_i8x16_u: 11 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovzxbw xmm0, xmm0
;;     ret
