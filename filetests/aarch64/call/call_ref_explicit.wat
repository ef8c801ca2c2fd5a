;;! target = "aarch64"
;;! traps = "explicit"
;; Calls of a reference where traps are no faults: it is compared with null.

(module
  (type $unary (func (param i32) (result i32)))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $tail (param $x i32) (param $f (ref null $unary)) (result i32)
    (return_call_ref $unary (local.get $x) (local.get $f))))

;; $argument: 136 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     ldr     x0, [x28, store]
;;     ldr     x0, [x0, #0x10]
;;     cmp     sp, x0
;;     b.lo    L3
;;     mov     x0, x2
;;     cbz     x0, L4
;;     ldp     x16, x17, [x0]
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
;;     ldr     x16, [x28, store]
;;     ldr     x16, [x16, #0x28]
;;     adr     x17, 0x70
;;     br      x16
;;     udf     #1                                  ; trap: stack overflow
;; L4:
;;     ldr     x16, [x28, store]
;;     ldr     x16, [x16, #0x28]
;;     adr     x17, 0x84
;;     br      x16
;;     udf     #10                                 ; trap: null reference
;;
;; $tail: 68 bytes
;;     mov     x0, x2
;;     mov     x17, x0
;;     cbz     x17, L2
;;     ldr     w0, [x17, #0x10]
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
;;     ldr     x16, [x28, store]
;;     ldr     x16, [x16, #0x28]
;;     adr     x17, 0xc8
;;     br      x16
;;     udf     #10                                 ; trap: null reference
