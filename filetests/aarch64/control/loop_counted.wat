;;! target = "aarch64"
;; Loops that count.

(module
  (func $up (param $n i32) (result i32) (local $i i32) (local $sum i32)
    (loop $l
      (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $i) (local.get $i))))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))

  (func $tested_first (param $n i32) (result i32) (local $sum i32)
    (block $out
      (loop $l
        (br_if $out (i32.eqz (local.get $n)))
        (local.set $sum (i32.add (local.get $sum) (local.get $n)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $l)))
    (local.get $sum)))

;; $up: 32 bytes
;;     mov     w11, #0
;;     mov     w12, #0
;; L1:
;;     madd    w11, w12, w12, w11
;;     add     w12, w12, #1
;;     cmp     w12, w1
;;     b.lo    L1
;;     mov     w0, w11
;;     ret
;;
;; $tested_first: 28 bytes
;;     mov     w12, #0
;; L1:
;;     cbz     w1, L2
;;     add     w12, w12, w1
;;     sub     w1, w1, #1
;;     b       L1
;; L2:
;;     mov     w0, w12
;;     ret
