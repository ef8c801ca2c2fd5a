;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f64 that select depends on.

(module
  (func $lt (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.lt (local.get $x) (local.get $y))))


  (func $gt (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.gt (local.get $x) (local.get $y))))


  (func $le (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.le (local.get $x) (local.get $y))))


  (func $ge (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.ge (local.get $x) (local.get $y)))))

;; $lt: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, mi
;;     ret
;;
;; $gt: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, gt
;;     ret
;;
;; $le: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, ls
;;     ret
;;
;; $ge: 12 bytes
;;     fcmp    d0, d1
;;     csel    w0, w1, w2, ge
;;     ret
