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

;; $shl: 6 bytes
;;     psllq   xmm0, 3
;;     ret
;;
;; $shr_s: 22 bytes
;;     psrlq   xmm0, 3
;;     pxor    xmm0, [=0x10000000000000001000000000000000]
;;     psubq   xmm0, [=0x10000000000000001000000000000000]
;;     ret
;;     .const  0x10000000000000001000000000000000
;;
;; $shr_u: 6 bytes
;;     psrlq   xmm0, 3
;;     ret
