;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i64x2 by a count that is not known. With SSE4.1.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i64x2.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i64x2.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i64x2.shr_u (local.get $x) (local.get $count))))

;; $shl: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x3f
;;     movd    xmm15, r11d
;;     psllq   xmm0, xmm15
;;     ret
;;
;; $shr_s: 42 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x3f
;;     movd    xmm15, r11d
;;     movddup xmm14, [=0x8000000000000000]
;;     psrlq   xmm14, xmm15
;;     psrlq   xmm0, xmm15
;;     pxor    xmm0, xmm14
;;     psubq   xmm0, xmm14
;;     ret
;;     .const  0x8000000000000000
;;
;; $shr_u: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x3f
;;     movd    xmm15, r11d
;;     psrlq   xmm0, xmm15
;;     ret
