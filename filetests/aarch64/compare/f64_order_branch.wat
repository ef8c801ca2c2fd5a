;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f64 that br_if depends on.

(module
  (func $lt (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.lt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $gt (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.gt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $le (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.le (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ge (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.ge (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $lt: 24 bytes
;;     fcmp    d0, d1
;;     b.mi    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $gt: 24 bytes
;;     fcmp    d0, d1
;;     b.gt    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $le: 24 bytes
;;     fcmp    d0, d1
;;     b.ls    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ge: 24 bytes
;;     fcmp    d0, d1
;;     b.ge    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
