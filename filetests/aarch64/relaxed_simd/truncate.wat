;;! target = "aarch64"
;; Conversions to integers whose results may be any where they do not fit. As fast as the machine can.

(module
  (func $i32x4_relaxed_trunc_f32x4_s (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_s (local.get $x)))

  (func $i32x4_relaxed_trunc_f32x4_u (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_u (local.get $x)))

  (func $i32x4_relaxed_trunc_f64x2_s_zero (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_s_zero (local.get $x)))

  (func $i32x4_relaxed_trunc_f64x2_u_zero (param $x v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_u_zero (local.get $x))))

;; $i32x4_relaxed_trunc_f32x4_s: 8 bytes
;;     fcvtzs  v0.4s, v0.4s
;;     ret
;;
;; $i32x4_relaxed_trunc_f32x4_u: 8 bytes
;;     fcvtzu  v0.4s, v0.4s
;;     ret
;;
;; $i32x4_relaxed_trunc_f64x2_s_zero: 12 bytes
;;     fcvtzs  v0.2d, v0.2d
;;     sqxtn   v0.2s, v0.2d
;;     ret
;;
;; $i32x4_relaxed_trunc_f64x2_u_zero: 12 bytes
;;     fcvtzu  v0.2d, v0.2d
;;     uqxtn   v0.2s, v0.2d
;;     ret
