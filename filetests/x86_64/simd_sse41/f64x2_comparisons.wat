;;! target = "x86_64"
;;! cpu = "baseline"
;; Comparisons of lanes of f64x2. With SSE4.1.

(module
  (func $f64x2_eq (param $x v128) (param $y v128) (result v128)
    (f64x2.eq (local.get $x) (local.get $y)))

  (func $f64x2_ne (param $x v128) (param $y v128) (result v128)
    (f64x2.ne (local.get $x) (local.get $y)))

  (func $f64x2_lt (param $x v128) (param $y v128) (result v128)
    (f64x2.lt (local.get $x) (local.get $y)))

  (func $f64x2_gt (param $x v128) (param $y v128) (result v128)
    (f64x2.gt (local.get $x) (local.get $y)))

  (func $f64x2_le (param $x v128) (param $y v128) (result v128)
    (f64x2.le (local.get $x) (local.get $y)))

  (func $f64x2_ge (param $x v128) (param $y v128) (result v128)
    (f64x2.ge (local.get $x) (local.get $y))))

;; $f64x2_eq: 6 bytes
;;     cmpeqpd xmm0, xmm1
;;     ret
;;
;; $f64x2_ne: 6 bytes
;;     cmpneqpd xmm0, xmm1
;;     ret
;;
;; $f64x2_lt: 6 bytes
;;     cmpltpd xmm0, xmm1
;;     ret
;;
;; $f64x2_gt: 15 bytes
;;     movaps  xmm15, xmm1
;;     cmpltpd xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $f64x2_le: 6 bytes
;;     cmplepd xmm0, xmm1
;;     ret
;;
;; $f64x2_ge: 15 bytes
;;     movaps  xmm15, xmm1
;;     cmplepd xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
