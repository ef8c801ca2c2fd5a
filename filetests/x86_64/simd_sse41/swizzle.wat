;;! target = "x86_64"
;;! cpu = "baseline"
;; Bytes chosen by another vector. With SSE4.1.

(module
  (func $swizzle (param $x v128) (param $indices v128) (result v128)
    (i8x16.swizzle (local.get $x) (local.get $indices)))

  (func $constant (param $x v128) (result v128)
    (i8x16.swizzle (local.get $x) (v128.const i8x16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0))))

;; $swizzle: 20 bytes
;;     movaps  xmm15, xmm1
;;     paddusb xmm15, [=0x70707070707070707070707070707070]
;;     pshufb  xmm0, xmm15
;;     ret
;;     .const  0x70707070707070707070707070707070
;;
;; $constant: 10 bytes
;;     pshufb  xmm0, [=0x000102030405060708090a0b0c0d0e0f]
;;     ret
;;     .const  0x000102030405060708090a0b0c0d0e0f
