;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of signed lanes of i64x2. With SSE4.1.

(module
  (func $i64x2_lt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.lt_s (local.get $x) (local.get $y)))

  (func $i64x2_gt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.gt_s (local.get $x) (local.get $y)))

  (func $i64x2_le_s (param $x v128) (param $y v128) (result v128)
    (i64x2.le_s (local.get $x) (local.get $y)))

  (func $i64x2_ge_s (param $x v128) (param $y v128) (result v128)
    (i64x2.ge_s (local.get $x) (local.get $y))))

;; $i64x2_lt_s: 44 bytes
;;     movaps  xmm15, xmm0
;;     psubq   xmm15, xmm1
;;     movaps  xmm14, xmm1
;;     pcmpeqd xmm14, xmm0
;;     pand    xmm15, xmm14
;;     movaps  xmm14, xmm1
;;     pcmpgtd xmm14, xmm0
;;     por     xmm15, xmm14
;;     pshufd  xmm0, xmm15, -0xb
;;     ret
;;
;; $i64x2_gt_s: 44 bytes
;;     movaps  xmm15, xmm1
;;     psubq   xmm15, xmm0
;;     movaps  xmm14, xmm0
;;     pcmpeqd xmm14, xmm1
;;     pand    xmm15, xmm14
;;     movaps  xmm14, xmm0
;;     pcmpgtd xmm14, xmm1
;;     por     xmm15, xmm14
;;     pshufd  xmm0, xmm15, -0xb
;;     ret
;;
;; $i64x2_le_s: 54 bytes
;;     movaps  xmm15, xmm1
;;     psubq   xmm15, xmm0
;;     movaps  xmm14, xmm0
;;     pcmpeqd xmm14, xmm1
;;     pand    xmm15, xmm14
;;     movaps  xmm14, xmm0
;;     pcmpgtd xmm14, xmm1
;;     por     xmm15, xmm14
;;     pshufd  xmm0, xmm15, -0xb
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i64x2_ge_s: 54 bytes
;;     movaps  xmm15, xmm0
;;     psubq   xmm15, xmm1
;;     movaps  xmm14, xmm1
;;     pcmpeqd xmm14, xmm0
;;     pand    xmm15, xmm14
;;     movaps  xmm14, xmm1
;;     pcmpgtd xmm14, xmm0
;;     por     xmm15, xmm14
;;     pshufd  xmm0, xmm15, -0xb
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
