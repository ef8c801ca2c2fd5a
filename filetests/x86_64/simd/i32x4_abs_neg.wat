;;! target = "x86_64"
;; Absolute values and negatives of i32x4.

(module
  (func $i32x4_abs (param $x v128) (result v128)
    (i32x4.abs (local.get $x)))

  (func $i32x4_neg (param $x v128) (result v128)
    (i32x4.neg (local.get $x))))

;; $i32x4_abs: 6 bytes
;;     vpabsd  xmm0, xmm0
;;     ret
;;
;; $i32x4_neg: 10 bytes
;;     vxorps  xmm15, xmm15, xmm15
;;     vpsubd  xmm0, xmm15, xmm0
;;     ret
