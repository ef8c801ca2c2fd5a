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

;; $i16x8_min_s: 5 bytes
;;     pminsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_min_u: 6 bytes
;;     pminuw  xmm0, xmm1
;;     ret
;;
;; $i16x8_max_s: 5 bytes
;;     pmaxsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_max_u: 6 bytes
;;     pmaxuw  xmm0, xmm1
;;     ret
