;;! target = "aarch64"
;; Comparisons (eq, ne) of i32 that if depends on.

(module
  (func $eq (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 20 bytes
;;     cmp     w1, w2
;;     b.ne    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
;;
;; $ne: 20 bytes
;;     cmp     w1, w2
;;     b.eq    L1
;;     mov     w3, #1
;; L1:
;;     mov     w0, w3
;;     ret
