;;! target = "x86_64"
;; Swizzles, fixed-point products and dot products of bytes. As fast as the machine can.

(module
  (func $i8x16_relaxed_swizzle (param $x v128) (param $y v128) (result v128)
    (i8x16.relaxed_swizzle (local.get $x) (local.get $y)))

  (func $i16x8_relaxed_q15mulr_s (param $x v128) (param $y v128) (result v128)
    (i16x8.relaxed_q15mulr_s (local.get $x) (local.get $y)))

  (func $i16x8_relaxed_dot_i8x16_i7x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.relaxed_dot_i8x16_i7x16_s (local.get $x) (local.get $y)))

  (func $i32x4_relaxed_dot_i8x16_i7x16_add_s (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $y) (local.get $z))))

;; $i8x16_relaxed_swizzle: 6 bytes
;;     vpshufb xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_relaxed_q15mulr_s: 6 bytes
;;     vpmulhrsw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_relaxed_dot_i8x16_i7x16_s: 6 bytes
;;     vpmaddubsw xmm0, xmm1, xmm0
;;     ret
;;
;; $i32x4_relaxed_dot_i8x16_i7x16_add_s: 18 bytes
;;     vpmaddubsw xmm0, xmm1, xmm0
;;     vpmaddwd xmm0, xmm0, [=0x00010001000100010001000100010001]
;;     vpaddd  xmm0, xmm2, xmm0
;;     ret
;;     .const  0x00010001000100010001000100010001
