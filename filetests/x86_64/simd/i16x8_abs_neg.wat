;;! target = "x86_64"
;; Absolute values and negatives of i16x8.

(module
  (func $i16x8_abs (param $x v128) (result v128)
    (i16x8.abs (local.get $x)))

  (func $i16x8_neg (param $x v128) (result v128)
    (i16x8.neg (local.get $x))))

;; $i16x8_abs: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpabsw  xmm0, xmm7
;;     ret
;;
;; $i16x8_neg: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     vpsubw  xmm0, xmm0, xmm7
;;     ret
