;;! target = "aarch64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 that select depends on.

(module
  (func $lt_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.lt_u (local.get $x) (local.get $y))))


  (func $gt_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.gt_u (local.get $x) (local.get $y))))


  (func $le_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.le_u (local.get $x) (local.get $y))))


  (func $ge_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.ge_u (local.get $x) (local.get $y)))))

;; $lt_u: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, lo
;;     ret
;;
;; $gt_u: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, hi
;;     ret
;;
;; $le_u: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, ls
;;     ret
;;
;; $ge_u: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, hs
;;     ret
