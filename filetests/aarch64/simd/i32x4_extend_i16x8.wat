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

;; $i32x4_extend_low_i16x8_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     sshll   v0.4s, v16.4h, #0
;;     ret
;;
;; $i32x4_extend_low_i16x8_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     ushll   v0.4s, v16.4h, #0
;;     ret
;;
;; $i32x4_extend_high_i16x8_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     sshll2  v0.4s, v16.8h, #0
;;     ret
;;
;; $i32x4_extend_high_i16x8_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     ushll2  v0.4s, v16.8h, #0
;;     ret
