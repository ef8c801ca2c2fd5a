;;! target = "x86_64"
;; Equality of lanes of i16x8.

(module
  (func $i16x8_eq (param $x v128) (param $y v128) (result v128)
    (i16x8.eq (local.get $x) (local.get $y)))

  (func $i16x8_ne (param $x v128) (param $y v128) (result v128)
    (i16x8.ne (local.get $x) (local.get $y))))

;; $i16x8_eq: 5 bytes
;;     vpcmpeqw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_ne: 14 bytes
;;     vpcmpeqw xmm0, xmm0, xmm1
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
