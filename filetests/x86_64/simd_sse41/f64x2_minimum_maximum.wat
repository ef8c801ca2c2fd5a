;;! target = "x86_64"
;;! cpu = "baseline"
;; Minima and maxima of f64x2: with the rules of the specification, and as a comparison. With SSE4.1.

(module
  (func $f64x2_min (param $x v128) (param $y v128) (result v128)
    (f64x2.min (local.get $x) (local.get $y)))

  (func $f64x2_max (param $x v128) (param $y v128) (result v128)
    (f64x2.max (local.get $x) (local.get $y)))

  (func $f64x2_pmin (param $x v128) (param $y v128) (result v128)
    (f64x2.pmin (local.get $x) (local.get $y)))

  (func $f64x2_pmax (param $x v128) (param $y v128) (result v128)
    (f64x2.pmax (local.get $x) (local.get $y))))

;; $f64x2_min: 46 bytes
;;     movaps  xmm15, xmm1
;;     minpd   xmm15, xmm0
;;     minpd   xmm0, xmm1
;;     orps    xmm0, xmm15
;;     movaps  xmm15, xmm0
;;     cmpunordpd xmm15, xmm0
;;     orps    xmm0, xmm15
;;     psrlq   xmm15, 0xd
;;     andnps  xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f64x2_max: 46 bytes
;;     movaps  xmm15, xmm1
;;     maxpd   xmm15, xmm0
;;     maxpd   xmm0, xmm1
;;     xorps   xmm0, xmm15
;;     orps    xmm15, xmm0
;;     subpd   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     cmpunordpd xmm0, xmm15
;;     psrlq   xmm0, 0xd
;;     andnps  xmm0, xmm15
;;     ret
;;
;; $f64x2_pmin: 14 bytes
;;     movaps  xmm15, xmm1
;;     minpd   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f64x2_pmax: 14 bytes
;;     movaps  xmm15, xmm1
;;     maxpd   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
