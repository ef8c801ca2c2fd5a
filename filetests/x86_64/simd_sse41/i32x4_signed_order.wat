;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of signed lanes of i32x4. With SSE4.1.

(module
  (func $i32x4_lt_s (param $x v128) (param $y v128) (result v128)
    (i32x4.lt_s (local.get $x) (local.get $y)))

  (func $i32x4_gt_s (param $x v128) (param $y v128) (result v128)
    (i32x4.gt_s (local.get $x) (local.get $y)))

  (func $i32x4_le_s (param $x v128) (param $y v128) (result v128)
    (i32x4.le_s (local.get $x) (local.get $y)))

  (func $i32x4_ge_s (param $x v128) (param $y v128) (result v128)
    (i32x4.ge_s (local.get $x) (local.get $y))))

;; $i32x4_lt_s: 14 bytes
;;     movaps  xmm15, xmm1
;;     pcmpgtd xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $i32x4_gt_s: 5 bytes
;;     pcmpgtd xmm0, xmm1
;;     ret
;;
;; $i32x4_le_s: 16 bytes
;;     movaps  xmm15, xmm1
;;     pminsd  xmm15, xmm0
;;     pcmpeqd xmm0, xmm15
;;     ret
;;
;; $i32x4_ge_s: 10 bytes
;;     pminsd  xmm0, xmm1
;;     pcmpeqd xmm0, xmm1
;;     ret
