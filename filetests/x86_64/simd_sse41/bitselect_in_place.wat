;;! target = "x86_64"
;;! cpu = "baseline"
;; A bit selection whose result is one of its operands. With SSE4.1.

(module
  (func $into_first (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $x (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $x))

  (func $into_second (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $y (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $y))

  (func $into_mask (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $mask (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $mask)))

;; $into_first: 23 bytes
;;     movaps  xmm15, xmm0
;;     pxor    xmm15, xmm1
;;     pand    xmm15, xmm2
;;     movaps  xmm0, xmm1
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $into_second: 23 bytes
;;     movaps  xmm15, xmm0
;;     pxor    xmm15, xmm1
;;     pand    xmm15, xmm2
;;     pxor    xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $into_mask: 26 bytes
;;     movaps  xmm15, xmm0
;;     pxor    xmm15, xmm1
;;     pand    xmm15, xmm2
;;     movaps  xmm2, xmm1
;;     pxor    xmm2, xmm15
;;     movaps  xmm0, xmm2
;;     ret
