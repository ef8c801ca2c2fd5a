;;! target = "aarch64"
;; Absolute values and negatives of i16x8.

(module
  (func $i16x8_abs (param $x v128) (result v128)
    (i16x8.abs (local.get $x)))

  (func $i16x8_neg (param $x v128) (result v128)
    (i16x8.neg (local.get $x))))

;; $i16x8_abs: 8 bytes
;;     abs     v0.8h, v0.8h
;;     ret
;;
;; $i16x8_neg: 8 bytes
;;     neg     v0.8h, v0.8h
;;     ret
