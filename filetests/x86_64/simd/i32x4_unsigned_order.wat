;;! target = "x86_64"
;; Order of unsigned lanes of i32x4.

(module
  (func $i32x4_lt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.lt_u (local.get $x) (local.get $y)))

  (func $i32x4_gt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.gt_u (local.get $x) (local.get $y)))

  (func $i32x4_le_u (param $x v128) (param $y v128) (result v128)
    (i32x4.le_u (local.get $x) (local.get $y)))

  (func $i32x4_ge_u (param $x v128) (param $y v128) (result v128)
    (i32x4.ge_u (local.get $x) (local.get $y))))

;; $i32x4_lt_u: 19 bytes
;;     vpmaxud xmm15, xmm1, xmm0
;;     vpcmpeqd xmm0, xmm15, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i32x4_gt_u: 19 bytes
;;     vpmaxud xmm0, xmm0, xmm1
;;     vpcmpeqd xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i32x4_le_u: 10 bytes
;;     vpminud xmm15, xmm1, xmm0
;;     vpcmpeqd xmm0, xmm15, xmm0
;;     ret
;;
;; $i32x4_ge_u: 10 bytes
;;     vpminud xmm0, xmm0, xmm1
;;     vpcmpeqd xmm0, xmm0, xmm1
;;     ret
