;;! target = "aarch64"
;; Comparisons (eq, ne) of f64 that select depends on.

(module
  (func $eq (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.eq (local.get $x) (local.get $y))))


  (func $ne (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.ne (local.get $x) (local.get $y)))))

;; $eq: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, eq
;;     ret
;;
;; $ne: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, ne
;;     ret
