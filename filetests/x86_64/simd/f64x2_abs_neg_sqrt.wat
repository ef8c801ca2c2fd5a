;;! target = "x86_64"
;; Absolute values, negatives and roots of f64x2.

(module
  (func $f64x2_abs (param $x v128) (result v128)
    (f64x2.abs (local.get $x)))

  (func $f64x2_neg (param $x v128) (result v128)
    (f64x2.neg (local.get $x)))

  (func $f64x2_sqrt (param $x v128) (result v128)
    (f64x2.sqrt (local.get $x))))

;; $f64x2_abs: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vandpd  xmm0, xmm7, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $f64x2_neg: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorpd  xmm0, xmm7, [=0x80000000000000008000000000000000]
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $f64x2_sqrt: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtpd xmm0, xmm7
;;     ret
