;;! target = "aarch64"
;; The lower or the upper lanes of i32x4 as i64x2.

(module
  (func $i64x2_extend_low_i32x4_s (param $x v128) (result v128)
    (i64x2.extend_low_i32x4_s (local.get $x)))

  (func $i64x2_extend_low_i32x4_u (param $x v128) (result v128)
    (i64x2.extend_low_i32x4_u (local.get $x)))

  (func $i64x2_extend_high_i32x4_s (param $x v128) (result v128)
    (i64x2.extend_high_i32x4_s (local.get $x)))

  (func $i64x2_extend_high_i32x4_u (param $x v128) (result v128)
    (i64x2.extend_high_i32x4_u (local.get $x))))

;; $i64x2_extend_low_i32x4_s: 8 bytes
;;     sshll   v0.2d, v0.2s, #0
;;     ret
;;
;; $i64x2_extend_low_i32x4_u: 8 bytes
;;     ushll   v0.2d, v0.2s, #0
;;     ret
;;
;; $i64x2_extend_high_i32x4_s: 8 bytes
;;     sshll2  v0.2d, v0.4s, #0
;;     ret
;;
;; $i64x2_extend_high_i32x4_u: 8 bytes
;;     ushll2  v0.2d, v0.4s, #0
;;     ret
