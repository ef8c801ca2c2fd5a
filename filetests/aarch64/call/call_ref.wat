;;! target = "aarch64"
;; Calls of a reference: reading the instance of the function finds null, and the type is right by validation.

(module
  (type $unary (func (param i32) (result i32)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64)))
  (table $t 10 (ref null $unary))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $in_a_home (param $x i32) (param $f (ref $unary)) (result i32)
    (i32.add
      (call_ref $unary (local.get $x) (local.get $f))
      (call_ref $unary (i32.const 1) (local.get $f))))

  (func $not_null (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (ref.as_non_null (local.get $f))))

  (func $element (param $x i32) (param $i i32) (result i32)
    (call_ref $unary (local.get $x) (table.get $t (local.get $i))))

  (func $null (param $x i32) (result i32)
    (call_ref $unary (local.get $x) (ref.null $unary)))

  (func $on_the_stack (param $x i64) (param $f (ref null $many)) (result i64 i64 i64 i64)
    (call_ref $many
      (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x)
      (local.get $x) (local.get $f))))

;; $argument: 76 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     x0, x2
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     mov     x17, x0
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;;
;; $in_a_home: 140 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     x19, x2
;;     str     x28, [sp, #0x10]
;;     ldp     x16, x0, [x19]                      ; trap: null reference
;;     cmp     x28, x0
;;     b.ne    L3
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     str     w0, [sp, #0x18]
;;     mov     w1, #1
;;     ldp     x16, x0, [x19]                      ; trap: null reference
;;     cmp     x28, x0
;;     b.ne    L4
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L2:
;;     ldr     w16, [sp, #0x18]
;;     add     w0, w0, w16
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;; L3:
;;     mov     x0, x28
;;     ldr     x28, [x19, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x19]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L4:
;;     mov     x0, x28
;;     ldr     x28, [x19, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x19]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L2
;;
;; $not_null: 76 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     x0, x2
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     mov     x17, x0
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;;
;; $element: 100 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w2
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x3, x0, lsl #3]
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     mov     x17, x0
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
;; $null: 76 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, #0
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     mov     x17, x0
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;;
;; $on_the_stack: 144 bytes, 64 bytes of frame
;;     str     x30, [sp, #-0x40]!
;;     sub     sp, sp, #0x20
;;     str     x1, [sp]
;;     mov     x0, x2
;;     mov     x3, x1
;;     mov     x4, x1
;;     mov     x5, x1
;;     mov     x6, x1
;;     mov     x7, x1
;;     mov     x8, x1
;;     mov     x2, x1
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldr     x17, [sp]
;;     str     x17, [sp, #0x40]
;;     add     sp, sp, #0x10
;;     stp     x0, x1, [sp, #0x18]
;;     str     x2, [sp, #0x28]
;;     ldp     x0, x1, [sp, #0x18]
;;     ldp     x2, x17, [sp, #0x28]
;;     str     x17, [sp, #0x40]
;;     ldr     x30, [sp], #0x40
;;     ret
;; L2:
;;     mov     x17, x0
;;     str     x28, [sp, #0x30]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x20]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
