;;! target = "x86_64"
;; Shifts of the lanes of i8x16 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i8x16.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_u (local.get $x) (local.get $count))))

;; $shl: 43 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     vmovd   xmm15, r11d
;;     vpcmpeqd xmm14, xmm14, xmm14
;;     vpsrlw  xmm14, xmm14, 8
;;     vpsrlw  xmm14, xmm14, xmm15
;;     vpackuswb xmm14, xmm14, xmm14
;;     vpand   xmm14, xmm14, xmm0
;;     vpsllw  xmm0, xmm14, xmm15
;;     ret
;;
;; $shr_s: 40 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     add     r11d, 8
;;     vmovd   xmm15, r11d
;;     vpunpckhbw xmm14, xmm0, xmm0
;;     vpunpcklbw xmm0, xmm0, xmm0
;;     vpsraw  xmm14, xmm14, xmm15
;;     vpsraw  xmm0, xmm0, xmm15
;;     vpacksswb xmm0, xmm0, xmm14
;;     ret
;;
;; $shr_u: 40 bytes
;;     mov     r11d, edx
;;     and     r11d, 7
;;     add     r11d, 8
;;     vmovd   xmm15, r11d
;;     vpunpckhbw xmm14, xmm0, xmm0
;;     vpunpcklbw xmm0, xmm0, xmm0
;;     vpsrlw  xmm14, xmm14, xmm15
;;     vpsrlw  xmm0, xmm0, xmm15
;;     vpackuswb xmm0, xmm0, xmm14
;;     ret
