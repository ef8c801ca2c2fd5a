;;! target = "x86_64"
;; Order of signed lanes of i32x4.

(module
  (func $i32x4_lt_s (param $x v128) (param $y v128) (result v128)
    (i32x4.lt_s (local.get $x) (local.get $y)))

  (func $i32x4_gt_s (param $x v128) (param $y v128) (result v128)
    (i32x4.gt_s (local.get $x) (local.get $y)))

  (func $i32x4_le_s (param $x v128) (param $y v128) (result v128)
    (i32x4.le_s (local.get $x) (local.get $y)))

  (func $i32x4_ge_s (param $x v128) (param $y v128) (result v128)
    (i32x4.ge_s (local.get $x) (local.get $y))))

;; $i32x4_lt_s: 5 bytes
;;     vpcmpgtd xmm0, xmm1, xmm0
;;     ret
;;
;; $i32x4_gt_s: 5 bytes
;;     vpcmpgtd xmm0, xmm0, xmm1
;;     ret
;;
;; $i32x4_le_s: 10 bytes
;;     vpminsd xmm15, xmm1, xmm0
;;     vpcmpeqd xmm0, xmm15, xmm0
;;     ret
;;
;; $i32x4_ge_s: 10 bytes
;;     vpminsd xmm0, xmm0, xmm1
;;     vpcmpeqd xmm0, xmm0, xmm1
;;     ret
