;;! target = "aarch64"
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

;; $i32x4_extmul_low_i16x8_s: 8 bytes
;;     smull   v0.4s, v0.4h, v1.4h
;;     ret
;;
;; $i32x4_extmul_low_i16x8_u: 8 bytes
;;     umull   v0.4s, v0.4h, v1.4h
;;     ret
;;
;; $i32x4_extmul_high_i16x8_s: 8 bytes
;;     smull2  v0.4s, v0.8h, v1.8h
;;     ret
;;
;; $i32x4_extmul_high_i16x8_u: 8 bytes
;;     umull2  v0.4s, v0.8h, v1.8h
;;     ret
