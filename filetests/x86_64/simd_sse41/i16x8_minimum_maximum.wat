;;! target = "x86_64"
;;! cpu = "baseline"
;; Minima and maxima of i16x8. With SSE4.1.

(module
  (func $i16x8_min_s (param $x v128) (param $y v128) (result v128)
    (i16x8.min_s (local.get $x) (local.get $y)))

  (func $i16x8_min_u (param $x v128) (param $y v128) (result v128)
    (i16x8.min_u (local.get $x) (local.get $y)))

  (func $i16x8_max_s (param $x v128) (param $y v128) (result v128)
    (i16x8.max_s (local.get $x) (local.get $y)))

  (func $i16x8_max_u (param $x v128) (param $y v128) (result v128)
    (i16x8.max_u (local.get $x) (local.get $y))))

;; $i16x8_min_s: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pminsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_min_u: 12 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pminuw  xmm0, xmm1
;;     ret
;;
;; $i16x8_max_s: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pmaxsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_max_u: 12 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pmaxuw  xmm0, xmm1
;;     ret
