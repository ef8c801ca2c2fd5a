;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i8x16. With SSE4.1.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 6 bytes
;;     pabsb   xmm0, xmm0
;;     ret
;;
;; $i8x16_neg: 14 bytes
;;     xorps   xmm15, xmm15
;;     psubb   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
