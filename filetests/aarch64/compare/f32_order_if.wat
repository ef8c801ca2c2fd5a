;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f32 that if depends on.

(module
  (func $lt (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.lt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.gt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.le (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.ge (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt: 20 bytes
;;     fcmp    s0, s1
;;     b.pl    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $gt: 20 bytes
;;     fcmp    s0, s1
;;     b.le    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $le: 20 bytes
;;     fcmp    s0, s1
;;     b.hi    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
;;
;; $ge: 20 bytes
;;     fcmp    s0, s1
;;     b.lt    L1
;;     mov     w1, #1
;; L1:
;;     mov     w0, w1
;;     ret
