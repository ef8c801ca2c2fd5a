;;! target = "x86_64"
;; Shifts of the lanes of i8x16 by a constant.

(module
  (func $shl (param $x v128) (result v128)
    (i8x16.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i8x16.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i8x16.shr_u (local.get $x) (i32.const 3))))

;; $shl: 14 bytes
;;     vpsllw  xmm0, xmm0, 3
;;     vpand   xmm0, xmm0, [=0xf8f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8]
;;     ret
;;     .const  0xf8f8f8f8f8f8f8f8f8f8f8f8f8f8f8f8
;;
;; $shr_s: 30 bytes
;;     vpsrlw  xmm0, xmm0, 3
;;     vpand   xmm0, xmm0, [=0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f]
;;     vpxor   xmm0, xmm0, [=0x10101010101010101010101010101010]
;;     vpsubb  xmm0, xmm0, [=0x10101010101010101010101010101010]
;;     ret
;;     .const  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f
;;     .const  0x10101010101010101010101010101010
;;
;; $shr_u: 14 bytes
;;     vpsrlw  xmm0, xmm0, 3
;;     vpand   xmm0, xmm0, [=0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f]
;;     ret
;;     .const  0x1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f
