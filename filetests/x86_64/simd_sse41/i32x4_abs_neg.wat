;;! target = "x86_64"
;;! cpu = "baseline"
;; Absolute values and negatives of i32x4. With SSE4.1.

(module
  (func $i32x4_abs (param $x v128) (result v128)
    (i32x4.abs (local.get $x)))

  (func $i32x4_neg (param $x v128) (result v128)
    (i32x4.neg (local.get $x))))

;; $i32x4_abs: 6 bytes
;;     pabsd   xmm0, xmm0
;;     ret
;;
;; $i32x4_neg: 14 bytes
;;     xorps   xmm15, xmm15
;;     psubd   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
