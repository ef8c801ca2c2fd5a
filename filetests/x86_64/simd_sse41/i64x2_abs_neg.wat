;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i64x2. With SSE4.1.

(module
  (func $i64x2_abs (param $x v128) (result v128)
    (i64x2.abs (local.get $x)))

  (func $i64x2_neg (param $x v128) (result v128)
    (i64x2.neg (local.get $x))))

;; $i64x2_abs: 29 bytes
;;     movaps  xmm7, xmm0
;;     pshufd  xmm15, xmm7, -0xb
;;     psrad   xmm15, 0x1f
;;     movaps  xmm0, xmm7
;;     pxor    xmm0, xmm15
;;     psubq   xmm0, xmm15
;;     ret
;;
;; $i64x2_neg: 11 bytes
;;     movaps  xmm7, xmm0
;;     xorps   xmm0, xmm0
;;     psubq   xmm0, xmm7
;;     ret
