;;! target = "aarch64"
;; Comparisons (eq, ne) of i32 whose result is used as a number.

(module
  (func $eq (param $x i32) (param $y i32) (result i32)
    (i32.eq (local.get $x) (local.get $y)))


  (func $ne (param $x i32) (param $y i32) (result i32)
    (i32.ne (local.get $x) (local.get $y))))

;; $eq: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, eq
;;     ret
;;
;; $ne: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, ne
;;     ret
