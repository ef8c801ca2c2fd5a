;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of unsigned lanes of i16x8. With SSE4.1.

(module
  (func $i16x8_lt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.lt_u (local.get $x) (local.get $y)))

  (func $i16x8_gt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.gt_u (local.get $x) (local.get $y)))

  (func $i16x8_le_u (param $x v128) (param $y v128) (result v128)
    (i16x8.le_u (local.get $x) (local.get $y)))

  (func $i16x8_ge_u (param $x v128) (param $y v128) (result v128)
    (i16x8.ge_u (local.get $x) (local.get $y))))

;; $i16x8_lt_u: 26 bytes
;;     movaps  xmm15, xmm1
;;     pmaxuw  xmm15, xmm0
;;     pcmpeqw xmm0, xmm15
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i16x8_gt_u: 20 bytes
;;     pmaxuw  xmm0, xmm1
;;     pcmpeqw xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i16x8_le_u: 16 bytes
;;     movaps  xmm15, xmm1
;;     pminuw  xmm15, xmm0
;;     pcmpeqw xmm0, xmm15
;;     ret
;;
;; $i16x8_ge_u: 10 bytes
;;     pminuw  xmm0, xmm1
;;     pcmpeqw xmm0, xmm1
;;     ret
