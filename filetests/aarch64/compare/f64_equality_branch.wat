;;! target = "aarch64"
;; Comparisons (eq, ne) of f64 that br_if depends on.

(module
  (func $eq (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 24 bytes
;;     fcmp    d0, d1
;;     b.eq    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ne: 24 bytes
;;     fcmp    d0, d1
;;     b.ne    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
