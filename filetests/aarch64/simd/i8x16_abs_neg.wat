;;! target = "aarch64"
;; Absolute values and negatives of i8x16.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 8 bytes
;;     abs     v0.16b, v0.16b
;;     ret
;;
;; $i8x16_neg: 8 bytes
;;     neg     v0.16b, v0.16b
;;     ret
