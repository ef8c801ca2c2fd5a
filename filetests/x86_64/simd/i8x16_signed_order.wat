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

;; $i8x16_lt_s: 5 bytes
;;     vpcmpgtb xmm0, xmm1, xmm0
;;     ret
;;
;; $i8x16_gt_s: 5 bytes
;;     vpcmpgtb xmm0, xmm0, xmm1
;;     ret
;;
;; $i8x16_le_s: 10 bytes
;;     vpminsb xmm15, xmm1, xmm0
;;     vpcmpeqb xmm0, xmm15, xmm0
;;     ret
;;
;; $i8x16_ge_s: 10 bytes
;;     vpminsb xmm0, xmm0, xmm1
;;     vpcmpeqb xmm0, xmm0, xmm1
;;     ret
