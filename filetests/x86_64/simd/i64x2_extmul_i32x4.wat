;;! target = "x86_64"
;; Products of lanes of i32x4 as i64x2.

(module
  (func $i64x2_extmul_low_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_low_i32x4_s (local.get $x) (local.get $y)))

  (func $i64x2_extmul_low_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_low_i32x4_u (local.get $x) (local.get $y)))

  (func $i64x2_extmul_high_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_high_i32x4_s (local.get $x) (local.get $y)))

  (func $i64x2_extmul_high_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_high_i32x4_u (local.get $x) (local.get $y))))

;; $i64x2_extmul_low_i32x4_s: 16 bytes
;;     vpshufd xmm0, xmm0, 0x50
;;     vpshufd xmm14, xmm1, 0x50
;;     vpmuldq xmm0, xmm14, xmm0
;;     ret
;;
;; $i64x2_extmul_low_i32x4_u: 15 bytes
;;     vpshufd xmm0, xmm0, 0x50
;;     vpshufd xmm14, xmm1, 0x50
;;     vpmuludq xmm0, xmm14, xmm0
;;     ret
;;
;; $i64x2_extmul_high_i32x4_s: 16 bytes
;;     vpshufd xmm0, xmm0, -6
;;     vpshufd xmm14, xmm1, -6
;;     vpmuldq xmm0, xmm14, xmm0
;;     ret
;;
;; $i64x2_extmul_high_i32x4_u: 15 bytes
;;     vpshufd xmm0, xmm0, -6
;;     vpshufd xmm14, xmm1, -6
;;     vpmuludq xmm0, xmm14, xmm0
;;     ret
