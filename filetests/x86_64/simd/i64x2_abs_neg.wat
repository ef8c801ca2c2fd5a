;;! target = "x86_64"
;; Absolute values and negatives of i64x2.

(module
  (func $i64x2_abs (param $x v128) (result v128)
    (i64x2.abs (local.get $x)))

  (func $i64x2_neg (param $x v128) (result v128)
    (i64x2.neg (local.get $x))))

;; $i64x2_abs: 25 bytes
;;     vmovaps xmm7, xmm0
;;     vpshufd xmm15, xmm7, -0xb
;;     vpsrad  xmm15, xmm15, 0x1f
;;     vpxor   xmm0, xmm15, xmm7
;;     vpsubq  xmm0, xmm0, xmm15
;;     ret
;;
;; $i64x2_neg: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     vpsubq  xmm0, xmm0, xmm7
;;     ret
