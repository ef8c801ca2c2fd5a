;;! target = "aarch64"
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

;; $i64x2_extmul_low_i32x4_s: 8 bytes
;;     smull   v0.2d, v0.2s, v1.2s
;;     ret
;;
;; $i64x2_extmul_low_i32x4_u: 8 bytes
;;     umull   v0.2d, v0.2s, v1.2s
;;     ret
;;
;; $i64x2_extmul_high_i32x4_s: 8 bytes
;;     smull2  v0.2d, v0.4s, v1.4s
;;     ret
;;
;; $i64x2_extmul_high_i32x4_u: 8 bytes
;;     umull2  v0.2d, v0.4s, v1.4s
;;     ret
