;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i64x2. With SSE4.1.

(module
  (func $i64x2_abs (param $x v128) (result v128)
    (i64x2.abs (local.get $x)))

  (func $i64x2_neg (param $x v128) (result v128)
    (i64x2.neg (local.get $x))))

;; $i64x2_abs: 23 bytes
;;     pshufd  xmm15, xmm0, -0xb
;;     psrad   xmm15, 0x1f
;;     pxor    xmm0, xmm15
;;     psubq   xmm0, xmm15
;;     ret
;;
;; $i64x2_neg: 14 bytes
;;     xorps   xmm15, xmm15
;;     psubq   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
