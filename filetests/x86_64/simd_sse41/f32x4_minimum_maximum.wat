;;! target = "x86_64"
;;! cpu = "baseline"
;; Minima and maxima of f32x4: with the rules of the specification, and as a comparison. With SSE4.1.

(module
  (func $f32x4_min (param $x v128) (param $y v128) (result v128)
    (f32x4.min (local.get $x) (local.get $y)))

  (func $f32x4_max (param $x v128) (param $y v128) (result v128)
    (f32x4.max (local.get $x) (local.get $y)))

  (func $f32x4_pmin (param $x v128) (param $y v128) (result v128)
    (f32x4.pmin (local.get $x) (local.get $y)))

  (func $f32x4_pmax (param $x v128) (param $y v128) (result v128)
    (f32x4.pmax (local.get $x) (local.get $y))))

;; $f32x4_min: 43 bytes
;;     movaps  xmm15, xmm1
;;     minps   xmm15, xmm0
;;     minps   xmm0, xmm1
;;     orps    xmm0, xmm15
;;     movaps  xmm15, xmm0
;;     cmpunordps xmm15, xmm0
;;     orps    xmm0, xmm15
;;     psrld   xmm15, 0xa
;;     andnps  xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f32x4_max: 42 bytes
;;     movaps  xmm15, xmm1
;;     maxps   xmm15, xmm0
;;     maxps   xmm0, xmm1
;;     xorps   xmm0, xmm15
;;     orps    xmm15, xmm0
;;     subps   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     cmpunordps xmm0, xmm15
;;     psrld   xmm0, 0xa
;;     andnps  xmm0, xmm15
;;     ret
;;
;; $f32x4_pmin: 13 bytes
;;     movaps  xmm15, xmm1
;;     minps   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f32x4_pmax: 13 bytes
;;     movaps  xmm15, xmm1
;;     maxps   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
