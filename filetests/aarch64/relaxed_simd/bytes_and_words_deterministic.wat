;;! target = "aarch64"
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

;; $i8x16_relaxed_swizzle: 8 bytes
;;     tbl     v0.16b, {v0.16b}, v1.16b
;;     ret
;;
;; $i16x8_relaxed_q15mulr_s: 8 bytes
;;     sqrdmulh v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_relaxed_dot_i8x16_i7x16_s: 24 bytes
;;     smull2  v30.8h, v0.16b, v1.16b
;;     smull   v31.8h, v0.8b, v1.8b
;;     uzp1    v0.8h, v31.8h, v30.8h
;;     uzp2    v31.8h, v31.8h, v30.8h
;;     sqadd   v0.8h, v0.8h, v31.8h
;;     ret
;;
;; $i32x4_relaxed_dot_i8x16_i7x16_add_s: 32 bytes
;;     smull2  v30.8h, v0.16b, v1.16b
;;     smull   v31.8h, v0.8b, v1.8b
;;     uzp1    v0.8h, v31.8h, v30.8h
;;     uzp2    v31.8h, v31.8h, v30.8h
;;     sqadd   v0.8h, v0.8h, v31.8h
;;     saddlp  v0.4s, v0.8h
;;     add     v0.4s, v2.4s, v0.4s
;;     ret
