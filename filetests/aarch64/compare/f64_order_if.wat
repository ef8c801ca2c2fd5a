;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f64 that if depends on.

(module
  (func $lt (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.lt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.gt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.le (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.ge (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt: 20 bytes
;;     fcmp    d0, d1
;;     b.pl    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $gt: 20 bytes
;;     fcmp    d0, d1
;;     b.le    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $le: 20 bytes
;;     fcmp    d0, d1
;;     b.hi    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $ge: 20 bytes
;;     fcmp    d0, d1
;;     b.lt    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
