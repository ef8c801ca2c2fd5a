;;! target = "x86_64"
;;! cpu = "baseline"
;; Averages of i8x16. With SSE4.1.

(module
  (func $i8x16_avgr_u (param $x v128) (param $y v128) (result v128)
    (i8x16.avgr_u (local.get $x) (local.get $y))))

;; $i8x16_avgr_u: 5 bytes
;;     pavgb   xmm0, xmm1
;;     ret
