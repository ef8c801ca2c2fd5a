;;! target = "aarch64"
;; Comparisons (eq, ne) of i32 that select depends on.

(module
  (func $eq (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eq (local.get $x) (local.get $y))))


  (func $ne (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.ne (local.get $x) (local.get $y)))))

;; $eq: 12 bytes
;;     cmp     w1, w2
;;     csel    w0, w3, w4, eq
;;     ret
;;
;; $ne: 12 bytes
;;     cmp     w1, w2
;;     csel    w0, w3, w4, ne
;;     ret
