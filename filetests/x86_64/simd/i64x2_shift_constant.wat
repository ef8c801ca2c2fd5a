;;! target = "x86_64"
;; Shifts of the lanes of i64x2 by a constant.

(module
  (func $shl (param $x v128) (result v128)
    (i64x2.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i64x2.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i64x2.shr_u (local.get $x) (i32.const 3))))

;; $shl: 6 bytes
;;     vpsllq  xmm0, xmm0, 3
;;     ret
;;
;; $shr_s: 22 bytes
;;     vpsrlq  xmm0, xmm0, 3
;;     vpxor   xmm0, xmm0, [=0x10000000000000001000000000000000]
;;     vpsubq  xmm0, xmm0, [=0x10000000000000001000000000000000]
;;     ret
;;     .const  0x10000000000000001000000000000000
;;
;; $shr_u: 6 bytes
;;     vpsrlq  xmm0, xmm0, 3
;;     ret
