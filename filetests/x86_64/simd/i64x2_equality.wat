;;! target = "x86_64"
;; Equality of lanes of i64x2.

(module
  (func $i64x2_eq (param $x v128) (param $y v128) (result v128)
    (i64x2.eq (local.get $x) (local.get $y)))

  (func $i64x2_ne (param $x v128) (param $y v128) (result v128)
    (i64x2.ne (local.get $x) (local.get $y))))

;; $i64x2_eq: 6 bytes
;;     vpcmpeqq xmm0, xmm0, xmm1
;;     ret
;;
;; $i64x2_ne: 15 bytes
;;     vpcmpeqq xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
