;;! target = "aarch64"
;; Comparisons (eq, ne) of f64 whose result is used as a number.

(module
  (func $eq (param $x f64) (param $y f64) (result i32)
    (f64.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f64) (param $y f64) (result i32)
    (f64.ne (local.get $x) (local.get $y))))

;; $eq: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, eq
;;     ret
;;
;; $ne: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, ne
;;     ret
