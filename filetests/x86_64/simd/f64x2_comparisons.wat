;;! target = "x86_64"
;; Comparisons of lanes of f64x2.

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

;; $f64x2_eq: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpeqpd xmm0, xmm7, xmm1
;;     ret
;;
;; $f64x2_ne: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpneqpd xmm0, xmm7, xmm1
;;     ret
;;
;; $f64x2_lt: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpltpd xmm0, xmm7, xmm1
;;     ret
;;
;; $f64x2_gt: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpgt_oqpd xmm0, xmm7, xmm1
;;     ret
;;
;; $f64x2_le: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmplepd xmm0, xmm7, xmm1
;;     ret
;;
;; $f64x2_ge: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpge_oqpd xmm0, xmm7, xmm1
;;     ret
