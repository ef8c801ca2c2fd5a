;;! target = "x86_64"
;; A bit selection whose result is one of its operands.

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

;; $into_first: 13 bytes
;;     vpand   xmm15, xmm0, xmm2
;;     vpandn  xmm0, xmm2, xmm1
;;     vpor    xmm0, xmm15, xmm0
;;     ret
;;
;; $into_second: 17 bytes
;;     vpand   xmm15, xmm0, xmm2
;;     vpandn  xmm1, xmm2, xmm1
;;     vpor    xmm1, xmm15, xmm1
;;     vmovaps xmm0, xmm1
;;     ret
;;
;; $into_mask: 17 bytes
;;     vpand   xmm15, xmm0, xmm2
;;     vpandn  xmm2, xmm2, xmm1
;;     vpor    xmm2, xmm15, xmm2
;;     vmovaps xmm0, xmm2
;;     ret
