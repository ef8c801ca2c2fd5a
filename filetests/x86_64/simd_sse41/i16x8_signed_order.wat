;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of signed lanes of i16x8. With SSE4.1.

(module
  (func $i16x8_lt_s (param $x v128) (param $y v128) (result v128)
    (i16x8.lt_s (local.get $x) (local.get $y)))

  (func $i16x8_gt_s (param $x v128) (param $y v128) (result v128)
    (i16x8.gt_s (local.get $x) (local.get $y)))

  (func $i16x8_le_s (param $x v128) (param $y v128) (result v128)
    (i16x8.le_s (local.get $x) (local.get $y)))

  (func $i16x8_ge_s (param $x v128) (param $y v128) (result v128)
    (i16x8.ge_s (local.get $x) (local.get $y))))

;; $i16x8_lt_s: 14 bytes
;;     movaps  xmm15, xmm1
;;     pcmpgtw xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $i16x8_gt_s: 5 bytes
;;     pcmpgtw xmm0, xmm1
;;     ret
;;
;; $i16x8_le_s: 15 bytes
;;     movaps  xmm15, xmm1
;;     pminsw  xmm15, xmm0
;;     pcmpeqw xmm0, xmm15
;;     ret
;;
;; $i16x8_ge_s: 9 bytes
;;     pminsw  xmm0, xmm1
;;     pcmpeqw xmm0, xmm1
;;     ret
