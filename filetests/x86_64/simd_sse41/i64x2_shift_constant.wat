;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i64x2 by a constant. With SSE4.1.

(module
  (func $shl (param $x v128) (result v128)
    (i64x2.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i64x2.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i64x2.shr_u (local.get $x) (i32.const 3))))

;; $shl: 12 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psllq   xmm0, 3
;;     ret
;;
;; $shr_s: 28 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psrlq   xmm0, 3
;;     pxor    xmm0, [=0x10000000000000001000000000000000]
;;     psubq   xmm0, [=0x10000000000000001000000000000000]
;;     ret
;;     .const  0x10000000000000001000000000000000
;;
;; $shr_u: 12 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psrlq   xmm0, 3
;;     ret
