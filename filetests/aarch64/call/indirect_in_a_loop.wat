;;! target = "aarch64"
;; Indirect calls in a loop, as of an interpreter of closures.

(module
  (memory 1)
  (type $step (func (param i32) (result i32)))
  (table $t 10 funcref)

  (func $run (param $p i32) (param $state i32) (result i32)
    (loop $l
      (local.set $state (call_indirect $t (type $step) (local.get $state) (i32.load (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 4)))
      (br_if $l (local.get $state)))
    (local.get $p)))

;; $run: 156 bytes, 48 bytes of frame
;;     stp     x30, x19, [sp, #-0x30]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;; L1:
;;     ldr     w0, [x27, x19]                      ; trap: memory out of bounds
;;     mov     w1, w20
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L4
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L5
;;     csel    x17, x17, xzr, eq
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L3
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L2:
;;     mov     w20, w0
;;     add     w19, w19, #4
;;     cbnz    w20, L1
;;     mov     w0, w19
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x30
;;     ret
;; L3:
;;     str     x28, [sp, #0x20]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x20]
;;     ldr     x27, [x28, memory0.base]
;;     b       L2
;; L4:
;;     udf     #3                                  ; trap: table out of bounds
;; L5:
;;     udf     #5                                  ; trap: other signature
