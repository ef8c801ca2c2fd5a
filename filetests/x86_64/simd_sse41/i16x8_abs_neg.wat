;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i16x8. With SSE4.1.

(module
  (func $i16x8_abs (param $x v128) (result v128)
    (i16x8.abs (local.get $x)))

  (func $i16x8_neg (param $x v128) (result v128)
    (i16x8.neg (local.get $x))))

;; $i16x8_abs: 9 bytes
;;     movaps  xmm7, xmm0
;;     pabsw   xmm0, xmm7
;;     ret
;;
;; $i16x8_neg: 11 bytes
;;     movaps  xmm7, xmm0
;;     xorps   xmm0, xmm0
;;     psubw   xmm0, xmm7
;;     ret
