;;! target = "aarch64"
;; f64 to i64: what does not fit becomes the nearest.

(module
  (func $signed (param $x f64) (result i64)
    (i64.trunc_sat_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i64)
    (i64.trunc_sat_f64_u (local.get $x))))

;; $signed: 8 bytes
;;     fcvtzs  x0, d0
;;     ret
;;
;; $unsigned: 8 bytes
;;     fcvtzu  x0, d0
;;     ret
