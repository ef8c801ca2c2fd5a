;;! target = "aarch64"
;; Comparisons (lt, gt, le, ge) of f32 that br_if depends on.

(module
  (func $lt (param $x f32) (param $y f32) (result i32)
    (block $out
      (br_if $out (f32.lt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $gt (param $x f32) (param $y f32) (result i32)
    (block $out
      (br_if $out (f32.gt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $le (param $x f32) (param $y f32) (result i32)
    (block $out
      (br_if $out (f32.le (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ge (param $x f32) (param $y f32) (result i32)
    (block $out
      (br_if $out (f32.ge (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $lt: 24 bytes
;;     fcmp    s0, s1
;;     b.mi    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $gt: 24 bytes
;;     fcmp    s0, s1
;;     b.gt    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $le: 24 bytes
;;     fcmp    s0, s1
;;     b.ls    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ge: 24 bytes
;;     fcmp    s0, s1
;;     b.ge    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
