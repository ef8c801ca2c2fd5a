;;! target = "x86_64"
;;! cpu = "baseline"
;; Sums of neighbouring lanes of i8x16 as i16x8. With SSE4.1.

(module
  (func $i16x8_extadd_pairwise_i8x16_s (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_s (local.get $x)))

  (func $i16x8_extadd_pairwise_i8x16_u (param $x v128) (result v128)
    (i16x8.extadd_pairwise_i8x16_u (local.get $x))))

;; $i16x8_extadd_pairwise_i8x16_s: 17 bytes
;;     movaps  xmm7, xmm0
;;     movddup xmm0, [=0x0101010101010101]
;;     pmaddubsw xmm0, xmm7
;;     ret
;;     .const  0x0101010101010101
;;
;; $i16x8_extadd_pairwise_i8x16_u: 16 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pmaddubsw xmm0, [=0x01010101010101010101010101010101]
;;     ret
;;     .const  0x01010101010101010101010101010101
