;;! target = "aarch64"
;; f32 to i64: what does not fit becomes the nearest.

(module
  (func $signed (param $x f32) (result i64)
    (i64.trunc_sat_f32_s (local.get $x)))

  (func $unsigned (param $x f32) (result i64)
    (i64.trunc_sat_f32_u (local.get $x))))

;; $signed: 8 bytes
;;     fcvtzs  x0, s0
;;     ret
;;
;; $unsigned: 8 bytes
;;     fcvtzu  x0, s0
;;     ret
