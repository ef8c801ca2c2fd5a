;;! target = "x86_64"
;; Minima and maxima of f64x2: with the rules of the specification, and as a comparison.

(module
  (func $f64x2_min (param $x v128) (param $y v128) (result v128)
    (f64x2.min (local.get $x) (local.get $y)))

  (func $f64x2_max (param $x v128) (param $y v128) (result v128)
    (f64x2.max (local.get $x) (local.get $y)))

  (func $f64x2_pmin (param $x v128) (param $y v128) (result v128)
    (f64x2.pmin (local.get $x) (local.get $y)))

  (func $f64x2_pmax (param $x v128) (param $y v128) (result v128)
    (f64x2.pmax (local.get $x) (local.get $y))))

;; $f64x2_min: 32 bytes
;;     vminpd  xmm15, xmm1, xmm0
;;     vminpd  xmm0, xmm0, xmm1
;;     vorps   xmm0, xmm15, xmm0
;;     vcmpunordpd xmm15, xmm0, xmm0
;;     vorps   xmm0, xmm15, xmm0
;;     vpsrlq  xmm15, xmm15, 0xd
;;     vandnps xmm0, xmm15, xmm0
;;     ret
;;
;; $f64x2_max: 37 bytes
;;     vmaxpd  xmm15, xmm1, xmm0
;;     vmaxpd  xmm0, xmm0, xmm1
;;     vxorps  xmm0, xmm15, xmm0
;;     vorps   xmm15, xmm15, xmm0
;;     vsubpd  xmm15, xmm15, xmm0
;;     vcmpunordpd xmm0, xmm15, xmm15
;;     vpsrlq  xmm0, xmm0, 0xd
;;     vandnps xmm0, xmm0, xmm15
;;     ret
;;
;; $f64x2_pmin: 5 bytes
;;     vminpd  xmm0, xmm1, xmm0
;;     ret
;;
;; $f64x2_pmax: 5 bytes
;;     vmaxpd  xmm0, xmm1, xmm0
;;     ret
