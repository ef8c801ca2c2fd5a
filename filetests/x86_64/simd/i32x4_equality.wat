;;! target = "x86_64"
;; Equality of lanes of i32x4.

(module
  (func $i32x4_eq (param $x v128) (param $y v128) (result v128)
    (i32x4.eq (local.get $x) (local.get $y)))

  (func $i32x4_ne (param $x v128) (param $y v128) (result v128)
    (i32x4.ne (local.get $x) (local.get $y))))

;; $i32x4_eq: 5 bytes
;;     vpcmpeqd xmm0, xmm0, xmm1
;;     ret
;;
;; $i32x4_ne: 14 bytes
;;     vpcmpeqd xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
