;;! target = "aarch64"
;; Where there are two calls through tables, the context is saved before both, not by each that needs it.

(module
  (type $t (func (param i32) (result i32)))
  (table 10 funcref)

  (func $twice (param $f i32) (param $x i32) (result i32)
    (call_indirect (type $t)
      (call_indirect (type $t) (local.get $x) (local.get $f))
      (local.get $f))))

;; $twice: 236 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     mov     w0, w19
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L5
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L6
;;     csel    x17, x17, xzr, eq
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L3
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     mov     w1, w0
;;     mov     w0, w19
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L7
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L8
;;     csel    x17, x17, xzr, eq
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L4
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L2:
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;; L3:
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L4:
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L2
;; L5:
;;     udf     #3                                  ; trap: table out of bounds
;; L6:
;;     udf     #5                                  ; trap: other signature
;; L7:
;;     udf     #3                                  ; trap: table out of bounds
;; L8:
;;     udf     #5                                  ; trap: other signature
