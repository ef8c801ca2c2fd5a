;;! target = "aarch64"
;; Sums of neighbouring lanes of i16x8 as i32x4.

(module
  (func $i32x4_extadd_pairwise_i16x8_s (param $x v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_s (local.get $x)))

  (func $i32x4_extadd_pairwise_i16x8_u (param $x v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_u (local.get $x))))

;; $i32x4_extadd_pairwise_i16x8_s: 8 bytes
;;     saddlp  v0.4s, v0.8h
;;     ret
;;
;; $i32x4_extadd_pairwise_i16x8_u: 8 bytes
;;     uaddlp  v0.4s, v0.8h
;;     ret
