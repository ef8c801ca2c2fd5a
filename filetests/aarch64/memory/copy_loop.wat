;;! target = "aarch64"
;; A loop over memory.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (loop $again
      (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))

  (func $sum (param $p i32) (param $end i32) (result i64) (local $sum i64)
    (loop $again
      (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $again (i32.lt_u (local.get $p) (local.get $end))))
    (local.get $sum)))

;; $copy: 28 bytes
;; L1:
;;     ldrb    w0, [x27, x2]                       ; trap: memory out of bounds
;;     strb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     add     w1, w1, #1
;;     add     w2, w2, #1
;;     sub     w3, w3, #1
;;     cbnz    w3, L1
;;     ret
;;
;; $sum: 32 bytes
;;     mov     w12, #0
;; L1:
;;     ldr     x16, [x27, x1]                      ; trap: memory out of bounds
;;     add     x12, x12, x16
;;     add     w1, w1, #8
;;     cmp     w1, w2
;;     b.lo    L1
;;     mov     x0, x12
;;     ret
