;;! target = "x86_64"
;; Sums of neighbouring lanes of i8x16 as i16x8.

(module
  (func $i16x8_extadd_pairwise_i8x16_s (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_s (local.get $x)))

  (func $i16x8_extadd_pairwise_i8x16_u (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u (local.get $x))))

;; $i16x8_extadd_pairwise_i8x16_s: 19 bytes
;;     vmovaps xmm7, xmm0
;;     vbroadcastss xmm0, [=0x01010101]
;;     vpmaddubsw xmm0, xmm0, xmm7
;;     ret
;;     .const  0x01010101
;;
;; $i16x8_extadd_pairwise_i8x16_u: 14 bytes
;;     vmovaps xmm7, xmm0
;;     vpmaddubsw xmm0, xmm7, [=0x01010101010101010101010101010101]
;;     ret
;;     .const  0x01010101010101010101010101010101
