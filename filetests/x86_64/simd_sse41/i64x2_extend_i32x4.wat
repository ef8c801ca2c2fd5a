;;! target = "x86_64"
;;! cpu = "baseline"
;; The lower or the upper lanes of i32x4 as i64x2. With SSE4.1.

(module
  (func $i64x2_extend_low_i32x4_s (param $x v128) (result v128)
    (i64x2.extend_low_i32x4_s (local.get $x)))

  (func $i64x2_extend_low_i32x4_u (param $x v128) (result v128)
    (i64x2.extend_low_i32x4_u (local.get $x)))

  (func $i64x2_extend_high_i32x4_s (param $x v128) (result v128)
    (i64x2.extend_high_i32x4_s (local.get $x)))

  (func $i64x2_extend_high_i32x4_u (param $x v128) (result v128)
    (i64x2.extend_high_i32x4_u (local.get $x))))

;; $i64x2_extend_low_i32x4_s: 6 bytes
;;     pmovsxdq xmm0, xmm0
;;     ret
;;
;; $i64x2_extend_low_i32x4_u: 6 bytes
;;     pmovzxdq xmm0, xmm0
;;     ret
;;
;; $i64x2_extend_high_i32x4_s: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovsxdq xmm0, xmm0
;;     ret
;;
;; $i64x2_extend_high_i32x4_u: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovzxdq xmm0, xmm0
;;     ret
