;;! target = "aarch64"
;; Absolute values and negatives of i64x2.

(module
  (func $i64x2_abs (param $x v128) (result v128)
    (i64x2.abs (local.get $x)))

  (func $i64x2_neg (param $x v128) (result v128)
    (i64x2.neg (local.get $x))))

;; $i64x2_abs: 8 bytes
;;     abs     v0.2d, v0.2d
;;     ret
;;
;; $i64x2_neg: 8 bytes
;;     neg     v0.2d, v0.2d
;;     ret
