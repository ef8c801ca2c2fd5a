;;! target = "aarch64"
;; Where there are two calls through tables, the context is saved before both, not by each that needs it.

(module
  (type $t (func (param i32) (result i32)))
  (table 10 funcref)

  (func $twice (param $f i32) (param $x i32) (result i32)
    (call_indirect (type $t)
      (call_indirect (type $t) (local.get $x) (local.get $f))
      (local.get $f))))

;; $twice: 204 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x19, x16
;;     b.hs    L5
;;     ldr     x17, [x17, x19, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L6
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L3
;;     blr     x16
;; L1:
;;     mov     w1, w0
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x19, x16
;;     b.hs    L7
;;     ldr     x17, [x17, x19, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L8
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L4
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
