;;! target = "aarch64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i64 that if depends on.

(module
  (func $lt_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.lt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.gt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.le_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ge_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt_s: 20 bytes
;;     cmp     x1, x2
;;     b.ge    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $gt_s: 20 bytes
;;     cmp     x1, x2
;;     b.le    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $le_s: 20 bytes
;;     cmp     x1, x2
;;     b.gt    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $ge_s: 20 bytes
;;     cmp     x1, x2
;;     b.lt    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
