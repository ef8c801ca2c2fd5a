;;! target = "x86_64"
;; Sums of neighbouring lanes of i16x8 as i32x4.

(module
  (func $i32x4_extadd_pairwise_i16x8_s (param $x v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_s (local.get $x)))

  (func $i32x4_extadd_pairwise_i16x8_u (param $x v128) (result v128)
    (i32x4.extadd_pairwise_i16x8_u (local.get $x))))

;; $i32x4_extadd_pairwise_i16x8_s: 9 bytes
;;     vpmaddwd xmm0, xmm0, [=0x00010001000100010001000100010001]
;;     ret
;;     .const  0x00010001000100010001000100010001
;;
;; $i32x4_extadd_pairwise_i16x8_u: 25 bytes
;;     vpxor   xmm0, xmm0, [=0x80008000800080008000800080008000]
;;     vpmaddwd xmm0, xmm0, [=0x00010001000100010001000100010001]
;;     vpaddd  xmm0, xmm0, [=0x00010000000100000001000000010000]
;;     ret
;;     .const  0x80008000800080008000800080008000
;;     .const  0x00010001000100010001000100010001
;;     .const  0x00010000000100000001000000010000
