;;! target = "aarch64"
;; Tail calls through a table: of functions of this instance a jump.

(module
  (type $t (func (param i32) (result i32)))
  (table 10 funcref)

  (func $through_table (param $i i32) (result i32)
    (return_call_indirect (type $t) (local.get $i) (local.get $i)))

  (func $known_index (param $i i32) (result i32)
    (return_call_indirect (type $t) (i32.const 1) (i32.const 2)))

  (func $with_frame (param $i i32) (result i32)
    (local $x i32)
    (local.set $x (call $known_index (local.get $i)))
    (return_call_indirect (type $t) (local.get $x) (local.get $i))))

;; $through_table: 84 bytes
;;     mov     w0, w1
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L2
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L3
;;     csel    x17, x17, xzr, eq
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
;; L3:
;;     udf     #5                                  ; trap: other signature
;;
;; $known_index: 68 bytes
;;     mov     w1, #1
;;     ldr     x17, [x28, table0.base]
;;     ldr     x17, [x17, #0x10]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L2
;;     csel    x17, x17, xzr, eq
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
;;     udf     #5                                  ; trap: other signature
;;
;; $with_frame: 120 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w1, w19
;;     bl      $known_index
;;     mov     w20, w0
;;     mov     w0, w19
;;     mov     w1, w20
;;     ldp     x17, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L2
;;     csel    x0, x0, xzr, lo
;;     ldr     x17, [x17, x0, lsl #3]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L3
;;     csel    x17, x17, xzr, eq
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
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
;; L3:
;;     udf     #5                                  ; trap: other signature
