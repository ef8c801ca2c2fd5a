;;! target = "aarch64"
;; A loop in a loop.

(module
  (func $pairs (param $n i32) (result i64) (local $i i32) (local $j i32) (local $sum i64)
    (loop $outer
      (local.set $j (i32.const 0))
      (loop $inner
        (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (i32.xor (local.get $i) (local.get $j)))))
        (br_if $inner (i32.ne (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n))))
      (br_if $outer (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum)))

;; $pairs: 52 bytes
;;     mov     w11, #0
;;     mov     w10, #0
;; L1:
;;     mov     w12, #0
;; L2:
;;     eor     w0, w10, w12
;;     add     x11, x11, x0
;;     add     w12, w12, #1
;;     cmp     w12, w1
;;     b.ne    L2
;;     add     w10, w10, #1
;;     cmp     w10, w1
;;     b.ne    L1
;;     mov     x0, x11
;;     ret
