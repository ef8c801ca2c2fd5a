;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of unsigned lanes of i8x16. With SSE4.1.

(module
  (func $i8x16_lt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_u (local.get $x) (local.get $y)))

  (func $i8x16_gt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_u (local.get $x) (local.get $y)))

  (func $i8x16_le_u (param $x v128) (param $y v128) (result v128)
    (i8x16.le_u (local.get $x) (local.get $y)))

  (func $i8x16_ge_u (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_u (local.get $x) (local.get $y))))

;; $i8x16_lt_u: 25 bytes
;;     movaps  xmm15, xmm1
;;     pmaxub  xmm15, xmm0
;;     pcmpeqb xmm0, xmm15
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i8x16_gt_u: 19 bytes
;;     pmaxub  xmm0, xmm1
;;     pcmpeqb xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i8x16_le_u: 15 bytes
;;     movaps  xmm15, xmm1
;;     pminub  xmm15, xmm0
;;     pcmpeqb xmm0, xmm15
;;     ret
;;
;; $i8x16_ge_u: 9 bytes
;;     pminub  xmm0, xmm1
;;     pcmpeqb xmm0, xmm1
;;     ret
