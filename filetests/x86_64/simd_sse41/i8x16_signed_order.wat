;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of signed lanes of i8x16. With SSE4.1.

(module
  (func $i8x16_lt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_s (local.get $x) (local.get $y)))

  (func $i8x16_gt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_s (local.get $x) (local.get $y)))

  (func $i8x16_le_s (param $x v128) (param $y v128) (result v128)
    (i8x16.le_s (local.get $x) (local.get $y)))

  (func $i8x16_ge_s (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_s (local.get $x) (local.get $y))))

;; $i8x16_lt_s: 14 bytes
;;     movaps  xmm15, xmm1
;;     pcmpgtb xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $i8x16_gt_s: 5 bytes
;;     pcmpgtb xmm0, xmm1
;;     ret
;;
;; $i8x16_le_s: 16 bytes
;;     movaps  xmm15, xmm1
;;     pminsb  xmm15, xmm0
;;     pcmpeqb xmm0, xmm15
;;     ret
;;
;; $i8x16_ge_s: 10 bytes
;;     pminsb  xmm0, xmm1
;;     pcmpeqb xmm0, xmm1
;;     ret
