;;! target = "x86_64"
;; Operators on all bits.

(module
  (func $v128_and (param $x v128) (param $y v128) (result v128)
    (v128.and (local.get $x) (local.get $y)))

  (func $v128_or (param $x v128) (param $y v128) (result v128)
    (v128.or (local.get $x) (local.get $y)))

  (func $v128_xor (param $x v128) (param $y v128) (result v128)
    (v128.xor (local.get $x) (local.get $y)))

  (func $v128_andnot (param $x v128) (param $y v128) (result v128)
    (v128.andnot (local.get $x) (local.get $y)))

  (func $not (param $x v128) (result v128)
    (v128.not (local.get $x)))

  (func $bitselect (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))

  (func $and_constant (param $x v128) (result v128)
    (v128.and (local.get $x) (v128.const i32x4 1 2 4 8))))

;; $v128_and: 5 bytes
;;     vpand   xmm0, xmm0, xmm1
;;     ret
;;
;; $v128_or: 5 bytes
;;     vpor    xmm0, xmm0, xmm1
;;     ret
;;
;; $v128_xor: 5 bytes
;;     vpxor   xmm0, xmm0, xmm1
;;     ret
;;
;; $v128_andnot: 5 bytes
;;     vpandn  xmm0, xmm1, xmm0
;;     ret
;;
;; $not: 10 bytes
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;
;; $bitselect: 13 bytes
;;     vpand   xmm15, xmm0, xmm2
;;     vpandn  xmm0, xmm2, xmm1
;;     vpor    xmm0, xmm15, xmm0
;;     ret
;;
;; $and_constant: 9 bytes
;;     vpand   xmm0, xmm0, [=0x00000008000000040000000200000001]
;;     ret
;;     .const  0x00000008000000040000000200000001
