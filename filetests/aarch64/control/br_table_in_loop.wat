;;! target = "aarch64"
;; An interpreter: a loop around a jump table.

(module
  (memory 1)

  (func $run (param $pc i32) (result i32) (local $acc i32)
    (loop $next
      (block $stop (block $decrement (block $increment
        (br_table $increment $decrement $stop
          (i32.load8_u (local.get $pc))))
        (local.set $acc (i32.add (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next))
        (local.set $acc (i32.sub (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next)))
    (local.get $acc)))

;; $run: 68 bytes
;;     mov     w12, #0
;; L1:
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #2
;;     b.hs    L4
;;     csel    w16, w0, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L2
;;     .entry  L3
;; L2:
;;     add     w12, w12, #1
;;     add     w1, w1, #1
;;     b       L1
;; L3:
;;     sub     w12, w12, #1
;;     add     w1, w1, #1
;;     b       L1
;; L4:
;;     mov     w0, w12
;;     ret
