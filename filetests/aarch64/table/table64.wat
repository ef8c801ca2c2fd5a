;;! target = "aarch64"

;; Indices of 64 bits are compared as those of 32 bits are.
(module
  (type $f (func (result i32)))
  (table $t i64 10 funcref)
  (func $get (param i64) (result funcref)
    (table.get $t (local.get 0)))
  (func $get_constant (result funcref)
    (table.get $t (i64.const 3)))
  (func $get_far_constant (result funcref)
    (table.get $t (i64.const 0x100000003)))
  (func $set (param i64 funcref)
    (table.set $t (local.get 0) (local.get 1)))
  (func $call (param i64) (result i32)
    (call_indirect $t (type $f) (local.get 0)))
  (func $size (result i64)
    (table.size $t))
  (func $grow (param i64) (result i64)
    (table.grow $t (ref.null func) (local.get 0))))

;; $get: 32 bytes
;;     mov     x0, x1
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x2, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $get_constant: 12 bytes
;;     ldr     x0, [x28, table0.base]
;;     ldr     x0, [x0, #0x18]
;;     ret
;;
;; $get_far_constant: 36 bytes
;;     mov     x0, #3
;;     movk    x0, #1, lsl #32
;;     ldp     x1, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x1, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $set: 32 bytes
;;     mov     x0, x1
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     str     x2, [x3, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $call: 120 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     x0, x1
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
;;
;; $size: 8 bytes
;;     ldr     x0, [x28, table0.len]
;;     ret
;;
;; $grow: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     x3, x1
;;     mov     w2, #0
;;     mov     w1, #0
;;     mov     w0, #5
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
