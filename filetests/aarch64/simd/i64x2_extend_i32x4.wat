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

;; $i64x2_extend_low_i32x4_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     sshll   v0.2d, v16.2s, #0
;;     ret
;;
;; $i64x2_extend_low_i32x4_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     ushll   v0.2d, v16.2s, #0
;;     ret
;;
;; $i64x2_extend_high_i32x4_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     sshll2  v0.2d, v16.4s, #0
;;     ret
;;
;; $i64x2_extend_high_i32x4_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     ushll2  v0.2d, v16.4s, #0
;;     ret
