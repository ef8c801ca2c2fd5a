;;! target = "aarch64"
;;! spectre = "exposed"
;;! bounds-checks = "explicit"
;; Bounds that only hold once the branch is decided: neither the elements of a table, nor memory, nor the callee is clamped.

(module
  (type $unary (func (param i32) (result i32)))
  (table $t 10 funcref)
  (memory 1)

  (func $element (param $i i32) (result funcref)
    (table.get $t (local.get $i)))

  (func $load (param $p i32) (result i32)
    (i32.load offset=8 (local.get $p)))

  (func $call (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (local.get $i))))

;; $element: 24 bytes
;;     ldp     x0, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     ldr     x0, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $load: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0xc
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $call: 112 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     w0, w1
;;     mov     w1, w2
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L3
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L4
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L2
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
