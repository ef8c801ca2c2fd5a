;;! target = "x86_64"
;; Shifts of the lanes of i32x4 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i32x4.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i32x4.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i32x4.shr_u (local.get $x) (local.get $count))))

;; $shl: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x1f
;;     vmovd   xmm15, r11d
;;     vpslld  xmm0, xmm0, xmm15
;;     ret
;;
;; $shr_s: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x1f
;;     vmovd   xmm15, r11d
;;     vpsrad  xmm0, xmm0, xmm15
;;     ret
;;
;; $shr_u: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x1f
;;     vmovd   xmm15, r11d
;;     vpsrld  xmm0, xmm0, xmm15
;;     ret
