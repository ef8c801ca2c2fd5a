;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i16x8. With SSE4.1.

(module
  (func $i16x8_abs (param $x v128) (result v128)
    (i16x8.abs (local.get $x)))

  (func $i16x8_neg (param $x v128) (result v128)
    (i16x8.neg (local.get $x))))

;; $i16x8_abs: 6 bytes
;;     pabsw   xmm0, xmm0
;;     ret
;;
;; $i16x8_neg: 14 bytes
;;     xorps   xmm15, xmm15
;;     psubw   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
