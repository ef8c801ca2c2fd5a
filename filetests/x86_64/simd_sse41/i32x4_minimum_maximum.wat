;;! target = "x86_64"
;;! cpu = "baseline"
;; Minima and maxima of i32x4. With SSE4.1.

(module
  (func $i32x4_min_s (param $x v128) (param $y v128) (result v128)
    (i32x4.min_s (local.get $x) (local.get $y)))

  (func $i32x4_min_u (param $x v128) (param $y v128) (result v128)
    (i32x4.min_u (local.get $x) (local.get $y)))

  (func $i32x4_max_s (param $x v128) (param $y v128) (result v128)
    (i32x4.max_s (local.get $x) (local.get $y)))

  (func $i32x4_max_u (param $x v128) (param $y v128) (result v128)
    (i32x4.max_u (local.get $x) (local.get $y))))

;; $i32x4_min_s: 6 bytes
;;     pminsd  xmm0, xmm1
;;     ret
;;
;; $i32x4_min_u: 6 bytes
;;     pminud  xmm0, xmm1
;;     ret
;;
;; $i32x4_max_s: 6 bytes
;;     pmaxsd  xmm0, xmm1
;;     ret
;;
;; $i32x4_max_u: 6 bytes
;;     pmaxud  xmm0, xmm1
;;     ret
