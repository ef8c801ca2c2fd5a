;;! target = "aarch64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 that if depends on.

(module
  (func $lt_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.lt_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.gt_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.le_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ge_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt_u: 20 bytes
;;     cmp     x1, x2
;;     b.hs    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $gt_u: 20 bytes
;;     cmp     x1, x2
;;     b.ls    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $le_u: 20 bytes
;;     cmp     x1, x2
;;     b.hi    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $ge_u: 20 bytes
;;     cmp     x1, x2
;;     b.lo    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
