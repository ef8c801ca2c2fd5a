;;! target = "x86_64"
;; Order of signed lanes of i64x2.

(module
  (func $i64x2_lt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.lt_s (local.get $x) (local.get $y)))

  (func $i64x2_gt_s (param $x v128) (param $y v128) (result v128)
    (i64x2.gt_s (local.get $x) (local.get $y)))

  (func $i64x2_le_s (param $x v128) (param $y v128) (result v128)
    (i64x2.le_s (local.get $x) (local.get $y)))

  (func $i64x2_ge_s (param $x v128) (param $y v128) (result v128)
    (i64x2.ge_s (local.get $x) (local.get $y))))

;; $i64x2_lt_s: 6 bytes
;;     vpcmpgtq xmm0, xmm1, xmm0
;;     ret
;;
;; $i64x2_gt_s: 6 bytes
;;     vpcmpgtq xmm0, xmm0, xmm1
;;     ret
;;
;; $i64x2_le_s: 15 bytes
;;     vpcmpgtq xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i64x2_ge_s: 15 bytes
;;     vpcmpgtq xmm0, xmm1, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
