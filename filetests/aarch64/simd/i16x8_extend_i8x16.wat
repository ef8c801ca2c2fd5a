;;! target = "aarch64"
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

;; $i16x8_extend_low_i8x16_s: 8 bytes
;;     sshll   v0.8h, v0.8b, #0
;;     ret
;;
;; $i16x8_extend_low_i8x16_u: 8 bytes
;;     ushll   v0.8h, v0.8b, #0
;;     ret
;;
;; $i16x8_extend_high_i8x16_s: 8 bytes
;;     sshll2  v0.8h, v0.16b, #0
;;     ret
;;
;; $i16x8_extend_high_i8x16_u: 8 bytes
;;     ushll2  v0.8h, v0.16b, #0
;;     ret
