;;! target = "aarch64"
;; Comparisons (eq, ne) of i64 that select depends on.

(module
  (func $eq (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.eq (local.get $x) (local.get $y))))


  (func $ne (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.ne (local.get $x) (local.get $y)))))

;; $eq: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, eq
;;     ret
;;
;; $ne: 12 bytes
;;     cmp     x1, x2
;;     csel    w0, w3, w4, ne
;;     ret
