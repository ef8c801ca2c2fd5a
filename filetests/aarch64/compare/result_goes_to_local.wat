;;! target = "aarch64"
;; A comparison whose result is a local, and is used later.

(module
  (func $set (param $x i32) (param $y i32) (result i32)
    (local $less i32)
    (local.set $less (i32.lt_s (local.get $x) (local.get $y)))
    (local.get $less))

  (func $set_in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.eq (local.get $x) (local.get $y)))
    (local.get $x))

  (func $tested_later (param $x i32) (param $y i32) (result i32)
    (local $less i32)
    (local.set $less (i32.lt_s (local.get $x) (local.get $y)))
    (if (local.get $less) (then (return (local.get $y))))
    (local.get $x)))

;; $set: 16 bytes
;;     cmp     w1, w2
;;     cset    w12, lt
;;     mov     w0, w12
;;     ret
;;
;; $set_in_place: 16 bytes
;;     cmp     w1, w2
;;     cset    w1, eq
;;     mov     w0, w1
;;     ret
;;
;; $tested_later: 28 bytes
;;     cmp     w1, w2
;;     cset    w12, lt
;;     cbz     w12, L1
;;     mov     w0, w2
;;     ret
;; L1:
;;     mov     w0, w1
;;     ret
