;;! target = "aarch64"
;; Between integers and f32x4.

(module
  (func $f32x4_convert_i32x4_s (param $x v128) (result v128)
    (f32x4.convert_i32x4_s (local.get $x)))

  (func $f32x4_convert_i32x4_u (param $x v128) (result v128)
    (f32x4.convert_i32x4_u (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_s (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_s (local.get $x)))

  (func $i32x4_trunc_sat_f32x4_u (param $x v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (local.get $x))))

;; $f32x4_convert_i32x4_s: 8 bytes
;;     scvtf   v0.4s, v0.4s
;;     ret
;;
;; $f32x4_convert_i32x4_u: 8 bytes
;;     ucvtf   v0.4s, v0.4s
;;     ret
;;
;; $i32x4_trunc_sat_f32x4_s: 8 bytes
;;     fcvtzs  v0.4s, v0.4s
;;     ret
;;
;; $i32x4_trunc_sat_f32x4_u: 8 bytes
;;     fcvtzu  v0.4s, v0.4s
;;     ret
