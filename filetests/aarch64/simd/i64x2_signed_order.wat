;;! target = "aarch64"
;; Order of signed lanes of i64x2.

(module
  (func $i64x2_lt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.lt_s (local.get $x) (local.get $y)))

  (func $i64x2_gt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.gt_s (local.get $x) (local.get $y)))

  (func $i64x2_le_s (param $x v128) (param $y v128) (result v128)
    (i64x2.le_s (local.get $x) (local.get $y)))

  (func $i64x2_ge_s (param $x v128) (param $y v128) (result v128)
    (i64x2.ge_s (local.get $x) (local.get $y))))

;; $i64x2_lt_s: 8 bytes
;;     cmgt    v0.2d, v1.2d, v0.2d
;;     ret
;;
;; $i64x2_gt_s: 8 bytes
;;     cmgt    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $i64x2_le_s: 8 bytes
;;     cmge    v0.2d, v1.2d, v0.2d
;;     ret
;;
;; $i64x2_ge_s: 8 bytes
;;     cmge    v0.2d, v0.2d, v1.2d
;;     ret
