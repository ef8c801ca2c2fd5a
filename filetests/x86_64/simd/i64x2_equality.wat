;;! target = "x86_64"
;; Equality of lanes of i64x2.

(module
  (func $i64x2_eq (param $x v128) (param $y v128) (result v128)
    (i64x2.eq (local.get $x) (local.get $y)))

  (func $i64x2_ne (param $x v128) (param $y v128) (result v128)
    (i64x2.ne (local.get $x) (local.get $y))))

;; $i64x2_eq: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqq xmm0, xmm7, xmm1
;;     ret
;;
;; $i64x2_ne: 19 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqq xmm0, xmm7, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
