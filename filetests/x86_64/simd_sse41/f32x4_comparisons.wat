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

;; $f32x4_eq: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     cmpeqps xmm0, xmm1
;;     ret
;;
;; $f32x4_ne: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     cmpneqps xmm0, xmm1
;;     ret
;;
;; $f32x4_lt: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     cmpltps xmm0, xmm1
;;     ret
;;
;; $f32x4_gt: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm1
;;     cmpltps xmm0, xmm7
;;     ret
;;
;; $f32x4_le: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     cmpleps xmm0, xmm1
;;     ret
;;
;; $f32x4_ge: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm1
;;     cmpleps xmm0, xmm7
;;     ret
