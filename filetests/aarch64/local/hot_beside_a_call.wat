;;! target = "aarch64"
;; Locals of loops in a function that also calls.

(module
  (import "env" "report" (func $report (param i32 i32)))
  (memory 1)
  ;; As for x86_64: there are enough registers that callees save.
  (func $sum (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (local $i i32) (local $j i32) (local $sum i32) (local $step i32)
    (call $report (local.get $a) (local.get $b))
    (loop $outer
      (local.set $i (i32.const 0))
      (loop $inner
        (local.set $sum (i32.add (local.get $sum) (i32.load (i32.add (local.get $a) (local.get $i)))))
        (local.set $sum (i32.xor (local.get $sum) (i32.load (i32.add (local.get $b) (local.get $i)))))
        (i32.store (i32.add (local.get $c) (local.get $i)) (local.get $sum))
        (i32.store (i32.add (local.get $d) (local.get $i)) (local.get $j))
        (local.set $i (i32.add (local.get $i) (local.get $step)))
        (br_if $inner (i32.lt_u (local.get $i) (local.get $d))))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (br_if $outer (i32.lt_u (local.get $j) (local.get $c))))
    (local.get $sum))
)

;; $sum: 184 bytes, 96 bytes of frame
;;     stp     x30, x19, [sp, #-0x60]!
;;     stp     x20, x21, [sp, #0x10]
;;     stp     x22, x23, [sp, #0x20]
;;     stp     x24, x25, [sp, #0x30]
;;     str     x26, [sp, #0x40]
;;     mov     w24, w1
;;     mov     w25, w2
;;     mov     w23, w3
;;     mov     w21, w4
;;     mov     w20, #0
;;     mov     w22, #0
;;     mov     w26, #0
;;     str     x28, [sp, #0x50]
;;     mov     w1, w24
;;     mov     w2, w25
;;     mov     x0, x28
;;     ldr     x28, [x0, $report.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $report.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x50]
;;     ldr     x27, [x28, memory0.base]
;; L1:
;;     mov     w19, #0
;; L2:
;;     add     w0, w24, w19
;;     ldr     w16, [x27, x0]                      ; trap: memory out of bounds
;;     add     w20, w20, w16
;;     add     w0, w25, w19
;;     ldr     w16, [x27, x0]                      ; trap: memory out of bounds
;;     eor     w20, w20, w16
;;     add     w0, w23, w19
;;     str     w20, [x27, x0]                      ; trap: memory out of bounds
;;     add     w0, w21, w19
;;     str     w22, [x27, x0]                      ; trap: memory out of bounds
;;     add     w19, w19, w26
;;     cmp     w19, w21
;;     b.lo    L2
;;     add     w22, w22, #1
;;     cmp     w22, w23
;;     b.lo    L1
;;     mov     w0, w20
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x22, x23, [sp, #0x20]
;;     ldp     x24, x25, [sp, #0x30]
;;     ldr     x26, [sp, #0x40]
;;     ldp     x30, x19, [sp], #0x60
;;     ret
