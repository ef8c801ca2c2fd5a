;;! target = "x86_64"
;;! cpu = "baseline"
;; Minima and maxima of i8x16. With SSE4.1.

(module
  (func $i8x16_min_s (param $x v128) (param $y v128) (result v128)
    (i8x16.min_s (local.get $x) (local.get $y)))

  (func $i8x16_min_u (param $x v128) (param $y v128) (result v128)
    (i8x16.min_u (local.get $x) (local.get $y)))

  (func $i8x16_max_s (param $x v128) (param $y v128) (result v128)
    (i8x16.max_s (local.get $x) (local.get $y)))

  (func $i8x16_max_u (param $x v128) (param $y v128) (result v128)
    (i8x16.max_u (local.get $x) (local.get $y))))

;; $i8x16_min_s: 6 bytes
;;     pminsb  xmm0, xmm1
;;     ret
;;
;; $i8x16_min_u: 5 bytes
;;     pminub  xmm0, xmm1
;;     ret
;;
;; $i8x16_max_s: 6 bytes
;;     pmaxsb  xmm0, xmm1
;;     ret
;;
;; $i8x16_max_u: 5 bytes
;;     pmaxub  xmm0, xmm1
;;     ret
