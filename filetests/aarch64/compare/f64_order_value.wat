;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f64 whose result is used as a number.

(module
  (func $lt (param $x f64) (param $y f64) (result i32)
    (f64.lt (local.get $x) (local.get $y)))


  (func $gt (param $x f64) (param $y f64) (result i32)
    (f64.gt (local.get $x) (local.get $y)))


  (func $le (param $x f64) (param $y f64) (result i32)
    (f64.le (local.get $x) (local.get $y)))


  (func $ge (param $x f64) (param $y f64) (result i32)
    (f64.ge (local.get $x) (local.get $y))))

;; $lt: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, mi
;;     ret
;;
;; $gt: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, gt
;;     ret
;;
;; $le: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, ls
;;     ret
;;
;; $ge: 12 bytes
;;     fcmp    d0, d1
;;     cset    w0, ge
;;     ret
