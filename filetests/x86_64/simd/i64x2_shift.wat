;;! target = "x86_64"
;; Shifts of the lanes of i64x2 by a count that is not known.

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
;;     vmovd   xmm15, r11d
;;     vpsllq  xmm0, xmm0, xmm15
;;     ret
;;
;; $shr_s: 41 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x3f
;;     vmovd   xmm15, r11d
;;     vmovddup xmm14, [=0x8000000000000000]
;;     vpsrlq  xmm14, xmm14, xmm15
;;     vpsrlq  xmm0, xmm0, xmm15
;;     vpxor   xmm0, xmm0, xmm14
;;     vpsubq  xmm0, xmm0, xmm14
;;     ret
;;     .const  0x8000000000000000
;;
;; $shr_u: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x3f
;;     vmovd   xmm15, r11d
;;     vpsrlq  xmm0, xmm0, xmm15
;;     ret
