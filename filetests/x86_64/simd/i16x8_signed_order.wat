;;! target = "x86_64"
;; Order of signed lanes of i16x8.

(module
  (func $i16x8_lt_s (param $x v128) (param $y v128) (result v128)
    (i16x8.lt_s (local.get $x) (local.get $y)))

  (func $i16x8_gt_s (param $x v128) (param $y v128) (result v128)
    (i16x8.gt_s (local.get $x) (local.get $y)))

  (func $i16x8_le_s (param $x v128) (param $y v128) (result v128)
    (i16x8.le_s (local.get $x) (local.get $y)))

  (func $i16x8_ge_s (param $x v128) (param $y v128) (result v128)
    (i16x8.ge_s (local.get $x) (local.get $y))))

;; $i16x8_lt_s: 5 bytes
;;     vpcmpgtw xmm0, xmm1, xmm0
;;     ret
;;
;; $i16x8_gt_s: 5 bytes
;;     vpcmpgtw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_le_s: 9 bytes
;;     vpminsw xmm15, xmm1, xmm0
;;     vpcmpeqw xmm0, xmm15, xmm0
;;     ret
;;
;; $i16x8_ge_s: 9 bytes
;;     vpminsw xmm0, xmm0, xmm1
;;     vpcmpeqw xmm0, xmm0, xmm1
;;     ret
