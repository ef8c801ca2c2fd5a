;;! target = "aarch64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i32 whose result is used as a number.

(module
  (func $lt_s (param $x i32) (param $y i32) (result i32)
    (i32.lt_s (local.get $x) (local.get $y)))


  (func $gt_s (param $x i32) (param $y i32) (result i32)
    (i32.gt_s (local.get $x) (local.get $y)))


  (func $le_s (param $x i32) (param $y i32) (result i32)
    (i32.le_s (local.get $x) (local.get $y)))


  (func $ge_s (param $x i32) (param $y i32) (result i32)
    (i32.ge_s (local.get $x) (local.get $y))))

;; $lt_s: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, lt
;;     ret
;;
;; $gt_s: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, gt
;;     ret
;;
;; $le_s: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, le
;;     ret
;;
;; $ge_s: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, ge
;;     ret
