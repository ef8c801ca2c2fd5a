;;! target = "x86_64"
;;! relaxed-simd = "deterministic"
;; Minima and maxima that may be either of unusual operands. With the results of the deterministic profile.

(module
  (func $f32x4_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_min (local.get $x) (local.get $y)))

  (func $f32x4_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_max (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_min (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_max (local.get $x) (local.get $y))))

;; $f32x4_relaxed_min: 32 bytes
;;     vminps  xmm15, xmm1, xmm0
;;     vminps  xmm0, xmm0, xmm1
;;     vorps   xmm0, xmm15, xmm0
;;     vcmpunordps xmm15, xmm0, xmm0
;;     vorps   xmm0, xmm15, xmm0
;;     vpsrld  xmm15, xmm15, 0xa
;;     vandnps xmm0, xmm15, xmm0
;;     ret
;;
;; $f32x4_relaxed_max: 37 bytes
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
;; $f64x2_relaxed_min: 32 bytes
;;     vminpd  xmm15, xmm1, xmm0
;;     vminpd  xmm0, xmm0, xmm1
;;     vorps   xmm0, xmm15, xmm0
;;     vcmpunordpd xmm15, xmm0, xmm0
;;     vorps   xmm0, xmm15, xmm0
;;     vpsrlq  xmm15, xmm15, 0xd
;;     vandnps xmm0, xmm15, xmm0
;;     ret
;;
;; $f64x2_relaxed_max: 37 bytes
;;     vmaxpd  xmm15, xmm1, xmm0
;;     vmaxpd  xmm0, xmm0, xmm1
;;     vxorps  xmm0, xmm15, xmm0
;;     vorps   xmm15, xmm15, xmm0
;;     vsubpd  xmm15, xmm15, xmm0
;;     vcmpunordpd xmm0, xmm15, xmm15
;;     vpsrlq  xmm0, xmm0, 0xd
;;     vandnps xmm0, xmm0, xmm15
;;     ret
