;;! target = "aarch64"
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

;; $f64x2_eq: 8 bytes
;;     fcmeq   v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_ne: 12 bytes
;;     fcmeq   v0.2d, v0.2d, v1.2d
;;     mvn     v0.16b, v0.16b
;;     ret
;;
;; $f64x2_lt: 8 bytes
;;     fcmgt   v0.2d, v1.2d, v0.2d
;;     ret
;;
;; $f64x2_gt: 8 bytes
;;     fcmgt   v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_le: 8 bytes
;;     fcmge   v0.2d, v1.2d, v0.2d
;;     ret
;;
;; $f64x2_ge: 8 bytes
;;     fcmge   v0.2d, v0.2d, v1.2d
;;     ret
