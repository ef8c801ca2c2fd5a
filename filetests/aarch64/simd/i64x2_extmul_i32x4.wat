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

;; $i64x2_extmul_low_i32x4_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smull   v0.2d, v16.2s, v1.2s
;;     ret
;;
;; $i64x2_extmul_low_i32x4_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umull   v0.2d, v16.2s, v1.2s
;;     ret
;;
;; $i64x2_extmul_high_i32x4_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smull2  v0.2d, v16.4s, v1.4s
;;     ret
;;
;; $i64x2_extmul_high_i32x4_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umull2  v0.2d, v16.4s, v1.4s
;;     ret
