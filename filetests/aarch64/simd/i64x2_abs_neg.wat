;;! target = "aarch64"
;; Absolute values and negatives of i64x2.

(module
  (func $i64x2_abs (param $x v128) (result v128)
    (i64x2.abs (local.get $x)))

  (func $i64x2_neg (param $x v128) (result v128)
    (i64x2.neg (local.get $x))))

;; $i64x2_abs: 12 bytes
;;     mov     v16.16b, v0.16b
;;     abs     v0.2d, v16.2d
;;     ret
;;
;; $i64x2_neg: 12 bytes
;;     mov     v16.16b, v0.16b
;;     neg     v0.2d, v16.2d
;;     ret
