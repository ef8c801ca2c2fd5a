;;! target = "x86_64"
;; Order of unsigned lanes of i8x16.

(module
  (func $i8x16_lt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_u (local.get $x) (local.get $y)))

  (func $i8x16_gt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_u (local.get $x) (local.get $y)))

  (func $i8x16_le_u (param $x v128) (param $y v128) (result v128)
    (i8x16.le_u (local.get $x) (local.get $y)))

  (func $i8x16_ge_u (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_u (local.get $x) (local.get $y))))

;; $i8x16_lt_u: 18 bytes
;;     vpmaxub xmm15, xmm1, xmm0
;;     vpcmpeqb xmm0, xmm15, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i8x16_gt_u: 18 bytes
;;     vpmaxub xmm0, xmm0, xmm1
;;     vpcmpeqb xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i8x16_le_u: 9 bytes
;;     vpminub xmm15, xmm1, xmm0
;;     vpcmpeqb xmm0, xmm15, xmm0
;;     ret
;;
;; $i8x16_ge_u: 9 bytes
;;     vpminub xmm0, xmm0, xmm1
;;     vpcmpeqb xmm0, xmm0, xmm1
;;     ret
