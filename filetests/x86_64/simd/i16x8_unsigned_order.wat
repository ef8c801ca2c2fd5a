;;! target = "x86_64"
;; Order of unsigned lanes of i16x8.

(module
  (func $i16x8_lt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.lt_u (local.get $x) (local.get $y)))

  (func $i16x8_gt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.gt_u (local.get $x) (local.get $y)))

  (func $i16x8_le_u (param $x v128) (param $y v128) (result v128)
    (i16x8.le_u (local.get $x) (local.get $y)))

  (func $i16x8_ge_u (param $x v128) (param $y v128) (result v128)
    (i16x8.ge_u (local.get $x) (local.get $y))))

;; $i16x8_lt_u: 19 bytes
;;     vpmaxuw xmm15, xmm1, xmm0
;;     vpcmpeqw xmm0, xmm15, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i16x8_gt_u: 19 bytes
;;     vpmaxuw xmm0, xmm0, xmm1
;;     vpcmpeqw xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $i16x8_le_u: 10 bytes
;;     vpminuw xmm15, xmm1, xmm0
;;     vpcmpeqw xmm0, xmm15, xmm0
;;     ret
;;
;; $i16x8_ge_u: 10 bytes
;;     vpminuw xmm0, xmm0, xmm1
;;     vpcmpeqw xmm0, xmm0, xmm1
;;     ret
