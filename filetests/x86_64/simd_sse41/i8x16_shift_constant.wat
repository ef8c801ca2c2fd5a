;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i8x16 by a constant. With SSE4.1.

(module
  (func $shl (param $x v128) (result v128)
    (i8x16.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i8x16.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i8x16.shr_u (local.get $x) (i32.const 3))))

;; $shl: 14 bytes
;;     psllw   xmm0, 3
;;     pand    xmm0, [=0xf8f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8]
;;     ret
;;     .const  0xf8f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8
;;
;; $shr_s: 30 bytes
;;     psrlw   xmm0, 3
;;     pand    xmm0, [=0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f]
;;     pxor    xmm0, [=0x10101010101010101010101010101010]
;;     psubb   xmm0, [=0x10101010101010101010101010101010]
;;     ret
;;     .const  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f
;;     .const  0x10101010101010101010101010101010
;;
;; $shr_u: 14 bytes
;;     psrlw   xmm0, 3
;;     pand    xmm0, [=0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f]
;;     ret
;;     .const  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f
