;;! target = "aarch64"
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

;; $i16x8_extmul_low_i8x16_s: 8 bytes
;;     smull   v0.8h, v0.8b, v1.8b
;;     ret
;;
;; $i16x8_extmul_low_i8x16_u: 8 bytes
;;     umull   v0.8h, v0.8b, v1.8b
;;     ret
;;
;; $i16x8_extmul_high_i8x16_s: 8 bytes
;;     smull2  v0.8h, v0.16b, v1.16b
;;     ret
;;
;; $i16x8_extmul_high_i8x16_u: 8 bytes
;;     umull2  v0.8h, v0.16b, v1.16b
;;     ret
