;;! target = "x86_64"
;;! cpu = "baseline"
;; Products of lanes of i32x4 as i64x2. With SSE4.1.

(module
  (func $i64x2_extmul_low_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_low_i32x4_s (local.get $x) (local.get $y)))

  (func $i64x2_extmul_low_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_low_i32x4_u (local.get $x) (local.get $y)))

  (func $i64x2_extmul_high_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_high_i32x4_s (local.get $x) (local.get $y)))

  (func $i64x2_extmul_high_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i64x2.extmul_high_i32x4_u (local.get $x) (local.get $y))))

;; $i64x2_extmul_low_i32x4_s: 18 bytes
;;     pshufd  xmm0, xmm0, 0x50
;;     pshufd  xmm14, xmm1, 0x50
;;     pmuldq  xmm0, xmm14
;;     ret
;;
;; $i64x2_extmul_low_i32x4_u: 17 bytes
;;     pshufd  xmm0, xmm0, 0x50
;;     pshufd  xmm14, xmm1, 0x50
;;     pmuludq xmm0, xmm14
;;     ret
;;
;; $i64x2_extmul_high_i32x4_s: 18 bytes
;;     pshufd  xmm0, xmm0, -6
;;     pshufd  xmm14, xmm1, -6
;;     pmuldq  xmm0, xmm14
;;     ret
;;
;; $i64x2_extmul_high_i32x4_u: 17 bytes
;;     pshufd  xmm0, xmm0, -6
;;     pshufd  xmm14, xmm1, -6
;;     pmuludq xmm0, xmm14
;;     ret
