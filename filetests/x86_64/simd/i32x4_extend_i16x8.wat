;;! target = "x86_64"
;; The lower or the upper lanes of i16x8 as i32x4.

(module
  (func $i32x4_extend_low_i16x8_s (param $x v128) (result v128)
    (i32x4.extend_low_i16x8_s (local.get $x)))

  (func $i32x4_extend_low_i16x8_u (param $x v128) (result v128)
    (i32x4.extend_low_i16x8_u (local.get $x)))

  (func $i32x4_extend_high_i16x8_s (param $x v128) (result v128)
    (i32x4.extend_high_i16x8_s (local.get $x)))

  (func $i32x4_extend_high_i16x8_u (param $x v128) (result v128)
    (i32x4.extend_high_i16x8_u (local.get $x))))

;; $i32x4_extend_low_i16x8_s: 6 bytes
;;     vpmovsxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_low_i16x8_u: 6 bytes
;;     vpmovzxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_high_i16x8_s: 11 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovsxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_high_i16x8_u: 11 bytes
;;     vpshufd xmm0, xmm0, -0x12
;;     vpmovzxwd xmm0, xmm0
;;     ret
