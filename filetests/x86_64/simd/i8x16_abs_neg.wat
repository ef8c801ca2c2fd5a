;;! target = "x86_64"
;; Absolute values and negatives of i8x16.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpabsb  xmm0, xmm7
;;     ret
;;
;; $i8x16_neg: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     vpsubb  xmm0, xmm0, xmm7
;;     ret
