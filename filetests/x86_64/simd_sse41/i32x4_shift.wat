;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i32x4 by a count that is not known. With SSE4.1.

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
;;     movd    xmm15, r11d
;;     pslld   xmm0, xmm15
;;     ret
;;
;; $shr_s: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x1f
;;     movd    xmm15, r11d
;;     psrad   xmm0, xmm15
;;     ret
;;
;; $shr_u: 18 bytes
;;     mov     r11d, edx
;;     and     r11d, 0x1f
;;     movd    xmm15, r11d
;;     psrld   xmm0, xmm15
;;     ret
