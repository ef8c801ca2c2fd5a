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

;; $f64x2_eq: 6 bytes
;;     vcmpeqpd xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_ne: 6 bytes
;;     vcmpneqpd xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_lt: 6 bytes
;;     vcmpltpd xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_gt: 6 bytes
;;     vcmpgt_oqpd xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_le: 6 bytes
;;     vcmplepd xmm0, xmm0, xmm1
;;     ret
;;
;; $f64x2_ge: 6 bytes
;;     vcmpge_oqpd xmm0, xmm0, xmm1
;;     ret
