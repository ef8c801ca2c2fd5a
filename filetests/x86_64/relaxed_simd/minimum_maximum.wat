;;! target = "x86_64"
;; Minima and maxima that may be either of unusual operands. As fast as the machine can.

(module
  (func $f32x4_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_min (local.get $x) (local.get $y)))

  (func $f32x4_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f32x4.relaxed_max (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_min (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_min (local.get $x) (local.get $y)))

  (func $f64x2_relaxed_max (param $x v128) (param $y v128) (result v128)
    (f64x2.relaxed_max (local.get $x) (local.get $y))))

;; $f32x4_relaxed_min: 5 bytes
;;     vminps  xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_relaxed_max: 5 bytes
;;     vmaxps  xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_relaxed_min: 5 bytes
;;     vminpd  xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_relaxed_max: 5 bytes
;;     vmaxpd  xmm0, xmm0, xmm1
;;     ret
