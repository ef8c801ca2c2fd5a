;;! target = "aarch64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 whose result is used as a number.

(module
  (func $lt_u (param $x i64) (param $y i64) (result i32)
    (i64.lt_u (local.get $x) (local.get $y)))


  (func $gt_u (param $x i64) (param $y i64) (result i32)
    (i64.gt_u (local.get $x) (local.get $y)))


  (func $le_u (param $x i64) (param $y i64) (result i32)
    (i64.le_u (local.get $x) (local.get $y)))


  (func $ge_u (param $x i64) (param $y i64) (result i32)
    (i64.ge_u (local.get $x) (local.get $y))))

;; $lt_u: 12 bytes
;;     cmp     x1, x2
;;     cset    w0, lo
;;     ret
;;
;; $gt_u: 12 bytes
;;     cmp     x1, x2
;;     cset    w0, hi
;;     ret
;;
;; $le_u: 12 bytes
;;     cmp     x1, x2
;;     cset    w0, ls
;;     ret
;;
;; $ge_u: 12 bytes
;;     cmp     x1, x2
;;     cset    w0, hs
;;     ret
