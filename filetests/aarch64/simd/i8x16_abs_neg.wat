;;! target = "aarch64"
;; Absolute values and negatives of i8x16.

(module
  (func $i8x16_abs (param $x v128) (result v128)
    (i8x16.abs (local.get $x)))

  (func $i8x16_neg (param $x v128) (result v128)
    (i8x16.neg (local.get $x))))

;; $i8x16_abs: 12 bytes
;;     mov     v16.16b, v0.16b
;;     abs     v0.16b, v16.16b
;;     ret
;;
;; $i8x16_neg: 12 bytes
;;     mov     v16.16b, v0.16b
;;     neg     v0.16b, v16.16b
;;     ret
