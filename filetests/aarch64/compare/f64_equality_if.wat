;;! target = "aarch64"
;; Comparisons (eq, ne) of f64 that if depends on.

(module
  (func $eq (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 20 bytes
;;     fcmp    d0, d1
;;     b.ne    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $ne: 20 bytes
;;     fcmp    d0, d1
;;     b.eq    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
