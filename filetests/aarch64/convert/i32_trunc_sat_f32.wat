;;! target = "aarch64"
;; f32 to i32: what does not fit becomes the nearest.

(module
  (func $signed (param $x f32) (result i32)
    (i32.trunc_sat_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i32)
    (i32.trunc_sat_f32_u (local.get $x))))

;; $signed: 8 bytes
;;     fcvtzs  w0, s0
;;     ret
;;
;; $unsigned: 8 bytes
;;     fcvtzu  w0, s0
;;     ret
