;;! target = "aarch64"
;; Sums of neighbouring lanes of i8x16 as i16x8.

(module
  (func $i16x8_extadd_pairwise_i8x16_s (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_s (local.get $x)))

  (func $i16x8_extadd_pairwise_i8x16_u (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u (local.get $x))))

;; $i16x8_extadd_pairwise_i8x16_s: 8 bytes
;;     saddlp  v0.8h, v0.16b
;;     ret
;;
;; $i16x8_extadd_pairwise_i8x16_u: 8 bytes
;;     uaddlp  v0.8h, v0.16b
;;     ret
