;;! target = "aarch64"
;; Calls through tables of functions of one type: neither the type is checked, nor null where there is none.

(module
  (type $unary (func (param i32) (result i32)))
  (type $same (func (param i32) (result i32)))
  (type $other (func (param i64) (result i32)))
  (func $f (type $unary) (local.get 0))
  (table $n 10 (ref null $unary))
  (table $t 10 (ref $unary) (ref.func $f))

  (func $nullable (param $i i32) (param $x i32) (result i32)
    (call_indirect $n (type $same) (local.get $x) (local.get $i)))

  (func $not_null (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (local.get $i)))

  (func $other_type (param $i i32) (param $x i64) (result i32)
    (call_indirect $n (type $other) (local.get $x) (local.get $i)))

  (func $tail (param $i i32) (param $x i32) (result i32)
    (return_call_indirect $n (type $unary) (local.get $x) (local.get $i)))

  (func $tail_not_null (param $i i32) (param $x i32) (result i32)
    (return_call_indirect $t (type $unary) (local.get $x) (local.get $i))))

;; $f: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $nullable: 100 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w1
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldp     x16, x0, [x17]                      ; trap: null element
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
;;
;; $not_null: 100 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w1
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table1.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
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
;;
;; $other_type: 124 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w1
;;     mov     x1, x2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type2.id]
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
;; $tail: 68 bytes
;;     mov     w0, w1
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L2
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;; L2:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $tail_not_null: 64 bytes
;;     mov     w0, w1
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table1.base]
;;     cmp     x0, x16
;;     b.hs    L2
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;; L2:
;;     udf     #3                                  ; trap: table out of bounds
