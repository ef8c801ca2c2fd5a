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

;; $v128_and: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pand    xmm0, xmm1
;;     ret
;;
;; $v128_or: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     por     xmm0, xmm1
;;     ret
;;
;; $v128_xor: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pxor    xmm0, xmm1
;;     ret
;;
;; $v128_andnot: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm1
;;     pandn   xmm0, xmm7
;;     ret
;;
;; $not: 17 bytes
;;     movaps  xmm7, xmm0
;;     pcmpeqd xmm15, xmm15
;;     movaps  xmm0, xmm7
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $bitselect: 26 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm15, xmm7
;;     pxor    xmm15, xmm1
;;     pand    xmm15, xmm2
;;     movaps  xmm0, xmm1
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $and_constant: 15 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pand    xmm0, [=0x00000008000000040000000200000001]
;;     ret
;;     .const  0x00000008000000040000000200000001
