;;! target = "x86_64"
;;! cpu = "baseline"
;; Operators on all bits. With SSE4.1.

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
;;     pand    xmm0, xmm1
;;     ret
;;
;; $v128_or: 5 bytes
;;     por     xmm0, xmm1
;;     ret
;;
;; $v128_xor: 5 bytes
;;     pxor    xmm0, xmm1
;;     ret
;;
;; $v128_andnot: 14 bytes
;;     movaps  xmm15, xmm1
;;     pandn   xmm15, xmm0
;;     movaps  xmm0, xmm15
;;     ret
;;
;; $not: 11 bytes
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $bitselect: 23 bytes
;;     movaps  xmm15, xmm0
;;     pxor    xmm15, xmm1
;;     pand    xmm15, xmm2
;;     movaps  xmm0, xmm1
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $and_constant: 9 bytes
;;     pand    xmm0, [=0x00000008000000040000000200000001]
;;     ret
;;     .const  0x00000008000000040000000200000001
