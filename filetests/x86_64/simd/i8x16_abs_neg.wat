;;! target = "x86_64"
;; Absolute values and negatives of i8x16.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 6 bytes
;;     vpabsb  xmm0, xmm0
;;     ret
;;
;; $i8x16_neg: 10 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vpsubb  xmm0, xmm15, xmm0
;;     ret
