;;! target = "aarch64"
;; An indirect call with arguments and results on the stack.

(module
  (type $many (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32)))
  (table $t 10 funcref)

  (func $call (param $i i32) (result i32)
    (call_indirect $t (type $many) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
      (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (local.get $i))
    (i32.add) (i32.add) (i32.add)))

;; $call: 200 bytes, 64 bytes of frame
;;     str     x30, [sp, #-0x40]!
;;     sub     sp, sp, #0x20
;;     mov     w17, #9
;;     str     w17, [sp]
;;     mov     w17, #0xa
;;     str     w17, [sp, #8]
;;     mov     w0, w1
;;     mov     w1, #1
;;     mov     w2, #2
;;     mov     w3, #3
;;     mov     w4, #4
;;     mov     w5, #5
;;     mov     w6, #6
;;     mov     w7, #7
;;     mov     w8, #8
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
;;     ldr     w17, [sp]
;;     str     w17, [sp, #0x40]
;;     add     sp, sp, #0x10
;;     ldr     w16, [sp, #0x30]
;;     add     w2, w2, w16
;;     add     w1, w1, w2
;;     add     w0, w0, w1
;;     ldr     x30, [sp], #0x40
;;     ret
;; L2:
;;     str     x28, [sp, #0x30]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x20]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L3:
;;     udf     #3                                  ; trap: table out of bounds
;; L4:
;;     udf     #5                                  ; trap: other signature
