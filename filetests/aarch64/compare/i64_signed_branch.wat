;;! target = "aarch64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i64 that br_if depends on.

(module
  (func $lt_s (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.lt_s (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $gt_s (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.gt_s (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $le_s (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.le_s (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ge_s (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.ge_s (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $lt_s: 24 bytes
;;     cmp     x1, x2
;;     b.lt    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $gt_s: 24 bytes
;;     cmp     x1, x2
;;     b.gt    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $le_s: 24 bytes
;;     cmp     x1, x2
;;     b.le    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ge_s: 24 bytes
;;     cmp     x1, x2
;;     b.ge    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
