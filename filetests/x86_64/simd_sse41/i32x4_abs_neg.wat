;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i32x4. With SSE4.1.

(module
  (func $i32x4_abs (param $x v128) (result v128)
    (i32x4.abs (local.get $x)))

  (func $i32x4_neg (param $x v128) (result v128)
    (i32x4.neg (local.get $x))))

;; $i32x4_abs: 9 bytes
;;     movaps  xmm7, xmm0
;;     pabsd   xmm0, xmm7
;;     ret
;;
;; $i32x4_neg: 11 bytes
;;     movaps  xmm7, xmm0
;;     xorps   xmm0, xmm0
;;     psubd   xmm0, xmm7
;;     ret
