;;! target = "x86_64"
;; Order of signed lanes of i8x16.

(module
  (func $i8x16_lt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_s (local.get $x) (local.get $y)))

  (func $i8x16_gt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_s (local.get $x) (local.get $y)))

  (func $i8x16_le_s (param $x v128) (param $y v128) (result v128)
    (i8x16.le_s (local.get $x) (local.get $y)))

  (func $i8x16_ge_s (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_s (local.get $x) (local.get $y))))

;; $i8x16_lt_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpgtb xmm0, xmm1, xmm7
;;     ret
;;
;; $i8x16_gt_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpgtb xmm0, xmm7, xmm1
;;     ret
;;
;; $i8x16_le_s: 14 bytes
;;     vmovaps xmm7, xmm0
;;     vpminsb xmm0, xmm1, xmm7
;;     vpcmpeqb xmm0, xmm0, xmm7
;;     ret
;;
;; $i8x16_ge_s: 14 bytes
;;     vmovaps xmm7, xmm0
;;     vpminsb xmm0, xmm7, xmm1
;;     vpcmpeqb xmm0, xmm0, xmm1
;;     ret
