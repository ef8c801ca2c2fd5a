;;! target = "aarch64"
;; Absolute values and negatives of i32x4.

(module
  (func $i32x4_abs (param $x v128) (result v128)
    (i32x4.abs (local.get $x)))

  (func $i32x4_neg (param $x v128) (result v128)
    (i32x4.neg (local.get $x))))

;; $i32x4_abs: 12 bytes
;;     mov     v16.16b, v0.16b
;;     abs     v0.4s, v16.4s
;;     ret
;;
;; $i32x4_neg: 12 bytes
;;     mov     v16.16b, v0.16b
;;     neg     v0.4s, v16.4s
;;     ret
