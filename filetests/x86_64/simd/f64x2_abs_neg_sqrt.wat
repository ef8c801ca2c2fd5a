;;! target = "x86_64"
;; Absolute values, negatives and roots of f64x2.

(module
  (func $f64x2_abs (param $x v128) (result v128)
    (f64x2.abs (local.get $x)))

  (func $f64x2_neg (param $x v128) (result v128)
    (f64x2.neg (local.get $x)))

  (func $f64x2_sqrt (param $x v128) (result v128)
    (f64x2.sqrt (local.get $x))))

;; $f64x2_abs: 9 bytes
;;     vandpd  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $f64x2_neg: 9 bytes
;;     vxorpd  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $f64x2_sqrt: 5 bytes
;;     vsqrtpd xmm0, xmm0
;;     ret
