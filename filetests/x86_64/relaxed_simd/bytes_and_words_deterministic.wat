;;! target = "x86_64"
;;! relaxed-simd = "deterministic"
;; Swizzles, fixed-point products and dot products of bytes. With the results of the deterministic profile.

(module
  (func $i8x16_relaxed_swizzle (param $x v128) (param $y v128) (result v128)
    (i8x16.relaxed_swizzle (local.get $x) (local.get $y)))

  (func $i16x8_relaxed_q15mulr_s (param $x v128) (param $y v128) (result v128)
    (i16x8.relaxed_q15mulr_s (local.get $x) (local.get $y)))

  (func $i16x8_relaxed_dot_i8x16_i7x16_s (param $x v128) (param $y v128) (result v128)
    (i16x8.relaxed_dot_i8x16_i7x16_s (local.get $x) (local.get $y)))

  (func $i32x4_relaxed_dot_i8x16_i7x16_add_s (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i32x4.relaxed_dot_i8x16_i7x16_add_s (local.get $x) (local.get $y) (local.get $z))))

;; $i8x16_relaxed_swizzle: 14 bytes
;;     vpaddusb xmm15, xmm1, [=0x70707070707070707070707070707070]
;;     vpshufb xmm0, xmm0, xmm15
;;     ret
;;     .const  0x70707070707070707070707070707070
;;
;; $i16x8_relaxed_q15mulr_s: 18 bytes
;;     vpmulhrsw xmm0, xmm0, xmm1
;;     vpcmpeqw xmm15, xmm0, [=0x80008000800080008000800080008000]
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;     .const  0x80008000800080008000800080008000
;;
;; $i16x8_relaxed_dot_i8x16_i7x16_s: 44 bytes
;;     vpmovsxbw xmm15, xmm0
;;     vpmovsxbw xmm14, xmm1
;;     vpmaddwd xmm15, xmm15, xmm14
;;     vpshufd xmm14, xmm0, -0x12
;;     vpshufd xmm0, xmm1, -0x12
;;     vpmovsxbw xmm14, xmm14
;;     vpmovsxbw xmm0, xmm0
;;     vpmaddwd xmm0, xmm14, xmm0
;;     vpackssdw xmm0, xmm15, xmm0
;;     ret
;;
;; $i32x4_relaxed_dot_i8x16_i7x16_add_s: 56 bytes
;;     vpmovsxbw xmm15, xmm0
;;     vpmovsxbw xmm14, xmm1
;;     vpmaddwd xmm15, xmm15, xmm14
;;     vpshufd xmm14, xmm0, -0x12
;;     vpshufd xmm0, xmm1, -0x12
;;     vpmovsxbw xmm14, xmm14
;;     vpmovsxbw xmm0, xmm0
;;     vpmaddwd xmm0, xmm14, xmm0
;;     vpackssdw xmm0, xmm15, xmm0
;;     vpmaddwd xmm0, xmm0, [=0x00010001000100010001000100010001]
;;     vpaddd  xmm0, xmm2, xmm0
;;     ret
;;     .const  0x00010001000100010001000100010001
