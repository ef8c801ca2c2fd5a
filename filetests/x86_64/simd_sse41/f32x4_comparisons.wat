;;! target = "x86_64"
;;! cpu = "baseline"
;; Comparisons of lanes of f32x4. With SSE4.1.

(module
  (func $f32x4_eq (param $x v128) (param $y v128) (result v128)
    (f32x4.eq (local.get $x) (local.get $y)))

  (func $f32x4_ne (param $x v128) (param $y v128) (result v128)
    (f32x4.ne (local.get $x) (local.get $y)))

  (func $f32x4_lt (param $x v128) (param $y v128) (result v128)
    (f32x4.lt (local.get $x) (local.get $y)))

  (func $f32x4_gt (param $x v128) (param $y v128) (result v128)
    (f32x4.gt (local.get $x) (local.get $y)))

  (func $f32x4_le (param $x v128) (param $y v128) (result v128)
    (f32x4.le (local.get $x) (local.get $y)))

  (func $f32x4_ge (param $x v128) (param $y v128) (result v128)
    (f32x4.ge (local.get $x) (local.get $y))))

;; $f32x4_eq: 5 bytes
;;     cmpeqps xmm0, xmm1
;;     ret
;;
;; $f32x4_ne: 5 bytes
;;     cmpneqps xmm0, xmm1
;;     ret
;;
;; $f32x4_lt: 5 bytes
;;     cmpltps xmm0, xmm1
;;     ret
;;
;; $f32x4_gt: 14 bytes
;;     movaps  xmm15, xmm1
;;     cmpltps xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f32x4_le: 5 bytes
;;     cmpleps xmm0, xmm1
;;     ret
;;
;; $f32x4_ge: 14 bytes
;;     movaps  xmm15, xmm1
;;     cmpleps xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
