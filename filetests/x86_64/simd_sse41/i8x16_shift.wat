;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i8x16 by a count that is not known. With SSE4.1.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i8x16.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_u (local.get $x) (local.get $count))))

;; $shl: 48 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     movd    xmm15, r11d
;;     pcmpeqd xmm14, xmm14
;;     psrlw   xmm14, 8
;;     psrlw   xmm14, xmm15
;;     packuswb xmm14, xmm14
;;     pand    xmm14, xmm0
;;     movaps  xmm0, xmm14
;;     psllw   xmm0, xmm15
;;     ret
;;
;; $shr_s: 45 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     add     r11d, 8
;;     movd    xmm15, r11d
;;     movaps  xmm14, xmm0
;;     punpckhbw xmm14, xmm0
;;     punpcklbw xmm0, xmm0
;;     psraw   xmm14, xmm15
;;     psraw   xmm0, xmm15
;;     packsswb xmm0, xmm14
;;     ret
;;
;; $shr_u: 45 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     add     r11d, 8
;;     movd    xmm15, r11d
;;     movaps  xmm14, xmm0
;;     punpckhbw xmm14, xmm0
;;     punpcklbw xmm0, xmm0
;;     psrlw   xmm14, xmm15
;;     psrlw   xmm0, xmm15
;;     packuswb xmm0, xmm14
;;     ret
