;;! target = "x86_64"
;; Products of lanes of i16x8 as i32x4.

(module
  (func $i32x4_extmul_low_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_low_i16x8_s (local.get $x) (local.get $y)))

  (func $i32x4_extmul_low_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_low_i16x8_u (local.get $x) (local.get $y)))

  (func $i32x4_extmul_high_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_high_i16x8_s (local.get $x) (local.get $y)))

  (func $i32x4_extmul_high_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i32x4.extmul_high_i16x8_u (local.get $x) (local.get $y))))

;; $i32x4_extmul_low_i16x8_s: 14 bytes
;;     vpmulhw xmm14, xmm0, xmm1
;;     vpmullw xmm0, xmm0, xmm1
;;     vpunpcklwd xmm0, xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_low_i16x8_u: 14 bytes
;;     vpmulhuw xmm14, xmm0, xmm1
;;     vpmullw xmm0, xmm0, xmm1
;;     vpunpcklwd xmm0, xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_high_i16x8_s: 14 bytes
;;     vpmulhw xmm14, xmm0, xmm1
;;     vpmullw xmm0, xmm0, xmm1
;;     vpunpckhwd xmm0, xmm0, xmm14
;;     ret
;;
;; $i32x4_extmul_high_i16x8_u: 14 bytes
;;     vpmulhuw xmm14, xmm0, xmm1
;;     vpmullw xmm0, xmm0, xmm1
;;     vpunpckhwd xmm0, xmm0, xmm14
;;     ret
