;;! target = "x86_64"
;; Minima and maxima of f32x4: with the rules of the specification, and as a comparison.

(module
  (func $f32x4_min (param $x v128) (param $y v128) (result v128)
    (f32x4.min (local.get $x) (local.get $y)))

  (func $f32x4_max (param $x v128) (param $y v128) (result v128)
    (f32x4.max (local.get $x) (local.get $y)))

  (func $f32x4_pmin (param $x v128) (param $y v128) (result v128)
    (f32x4.pmin (local.get $x) (local.get $y)))

  (func $f32x4_pmax (param $x v128) (param $y v128) (result v128)
    (f32x4.pmax (local.get $x) (local.get $y))))

;; $f32x4_min: 32 bytes
;;     vminps  xmm15, xmm1, xmm0
;;     vminps  xmm0, xmm0, xmm1
;;     vorps   xmm0, xmm15, xmm0
;;     vcmpunordps xmm15, xmm0, xmm0
;;     vorps   xmm0, xmm15, xmm0
;;     vpsrld  xmm15, xmm15, 0xa
;;     vandnps xmm0, xmm15, xmm0
;;     ret
;;
;; $f32x4_max: 37 bytes
;;     vmaxps  xmm15, xmm1, xmm0
;;     vmaxps  xmm0, xmm0, xmm1
;;     vxorps  xmm0, xmm15, xmm0
;;     vorps   xmm15, xmm15, xmm0
;;     vsubps  xmm15, xmm15, xmm0
;;     vcmpunordps xmm0, xmm15, xmm15
;;     vpsrld  xmm0, xmm0, 0xa
;;     vandnps xmm0, xmm0, xmm15
;;     ret
;;
;; $f32x4_pmin: 5 bytes
;;     vminps  xmm0, xmm1, xmm0
;;     ret
;;
;; $f32x4_pmax: 5 bytes
;;     vmaxps  xmm0, xmm1, xmm0
;;     ret
