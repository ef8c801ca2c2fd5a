;;! target = "aarch64"
;; An indirect call has three ways to trap: outside the table, a null element, another signature.

(module
  (type $f (func))
  (table $t 10 funcref)

  (func $call (param $i i32)
    (call_indirect $t (type $f) (local.get $i))))

;; $call: 120 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w1
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L4
;;     csel    x17, x17, xzr, eq
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L3:
;;     udf     #3                                  ; trap: table out of bounds
;; L4:
;;     udf     #5                                  ; trap: other signature
