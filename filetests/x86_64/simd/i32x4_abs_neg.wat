;;! target = "x86_64"
;; Absolute values and negatives of i32x4.

(module
  (func $i32x4_abs (param $x v128) (result v128)
    (i32x4.abs (local.get $x)))

  (func $i32x4_neg (param $x v128) (result v128)
    (i32x4.neg (local.get $x))))

;; $i32x4_abs: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpabsd  xmm0, xmm7
;;     ret
;;
;; $i32x4_neg: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     vpsubd  xmm0, xmm0, xmm7
;;     ret
