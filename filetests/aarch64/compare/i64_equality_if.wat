;;! target = "aarch64"
;; Comparisons (eq, ne) of i64 that if depends on.

(module
  (func $eq (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 20 bytes
;;     cmp     x1, x2
;;     b.ne    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $ne: 20 bytes
;;     cmp     x1, x2
;;     b.eq    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
