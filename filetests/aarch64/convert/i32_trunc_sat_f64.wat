;;! target = "aarch64"
;; f64 to i32: what does not fit becomes the nearest.

(module
  (func $signed (param $x f64) (result i32)
    (i32.trunc_sat_f64_s (local.get $x)))

  (func $unsigned (param $x f64) (result i32)
    (i32.trunc_sat_f64_u (local.get $x))))

;; $signed: 12 bytes
;;     fmov    d16, d0
;;     fcvtzs  w0, d16
;;     ret
;;
;; $unsigned: 12 bytes
;;     fmov    d16, d0
;;     fcvtzu  w0, d16
;;     ret
