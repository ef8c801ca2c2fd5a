;;! target = "aarch64"
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

;; $i32x4_extend_low_i16x8_s: 8 bytes
;;     sshll   v0.4s, v0.4h, #0
;;     ret
;;
;; $i32x4_extend_low_i16x8_u: 8 bytes
;;     ushll   v0.4s, v0.4h, #0
;;     ret
;;
;; $i32x4_extend_high_i16x8_s: 8 bytes
;;     sshll2  v0.4s, v0.8h, #0
;;     ret
;;
;; $i32x4_extend_high_i16x8_u: 8 bytes
;;     ushll2  v0.4s, v0.8h, #0
;;     ret
