;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f32 whose result is used as a number.

(module
  (func $lt (param $x f32) (param $y f32) (result i32)
    (f32.lt (local.get $x) (local.get $y)))


  (func $gt (param $x f32) (param $y f32) (result i32)
    (f32.gt (local.get $x) (local.get $y)))


  (func $le (param $x f32) (param $y f32) (result i32)
    (f32.le (local.get $x) (local.get $y)))


  (func $ge (param $x f32) (param $y f32) (result i32)
    (f32.ge (local.get $x) (local.get $y))))

;; $lt: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, mi
;;     ret
;;
;; $gt: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, gt
;;     ret
;;
;; $le: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, ls
;;     ret
;;
;; $ge: 12 bytes
;;     fcmp    s0, s1
;;     cset    w0, ge
;;     ret
