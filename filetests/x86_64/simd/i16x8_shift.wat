;;! target = "x86_64"
;; Shifts of the lanes of i16x8 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i16x8.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i16x8.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i16x8.shr_u (local.get $x) (local.get $count))))

;; $shl: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0xf
;;     vmovd   xmm15, r11d
;;     vpsllw  xmm0, xmm0, xmm15
;;     ret
;;
;; $shr_s: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0xf
;;     vmovd   xmm15, r11d
;;     vpsraw  xmm0, xmm0, xmm15
;;     ret
;;
;; $shr_u: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0xf
;;     vmovd   xmm15, r11d
;;     vpsrlw  xmm0, xmm0, xmm15
;;     ret
