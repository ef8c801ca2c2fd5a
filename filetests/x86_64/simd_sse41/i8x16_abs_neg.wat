;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i8x16. With SSE4.1.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 9 bytes
;;     movaps  xmm7, xmm0
;;     pabsb   xmm0, xmm7
;;     ret
;;
;; $i8x16_neg: 11 bytes
;;     movaps  xmm7, xmm0
;;     xorps   xmm0, xmm0
;;     psubb   xmm0, xmm7
;;     ret
