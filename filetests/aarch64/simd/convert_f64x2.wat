;;! target = "aarch64"
;; Between integers and f64x2.

(module
  (func $f64x2_convert_low_i32x4_s (param $x v128) (result v128)
    (f64x2.convert_low_i32x4_s (local.get $x)))

  (func $f64x2_convert_low_i32x4_u (param $x v128) (result v128)
    (f64x2.convert_low_i32x4_u (local.get $x)))

  (func $i32x4_trunc_sat_f64x2_s_zero (param $x v128) (result v128)
    (i32x4.trunc_sat_f64x2_s_zero (local.get $x)))

  (func $i32x4_trunc_sat_f64x2_u_zero (param $x v128) (result v128)
    (i32x4.trunc_sat_f64x2_u_zero (local.get $x))))

;; $f64x2_convert_low_i32x4_s: 12 bytes
;;     sshll   v0.2d, v0.2s, #0
;;     scvtf   v0.2d, v0.2d
;;     ret
;;
;; $f64x2_convert_low_i32x4_u: 12 bytes
;;     ushll   v0.2d, v0.2s, #0
;;     ucvtf   v0.2d, v0.2d
;;     ret
;;
;; $i32x4_trunc_sat_f64x2_s_zero: 12 bytes
;;     fcvtzs  v0.2d, v0.2d
;;     sqxtn   v0.2s, v0.2d
;;     ret
;;
;; $i32x4_trunc_sat_f64x2_u_zero: 12 bytes
;;     fcvtzu  v0.2d, v0.2d
;;     uqxtn   v0.2s, v0.2d
;;     ret
