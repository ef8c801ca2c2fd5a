;;! target = "aarch64"
;;! compile = "lazy"
;; References and imports in functions that are compiled one by one.

(module
  (import "host" "log" (func $log (param i32)))
  (type $unary (func (param i32) (result i32)))
  (table $t 10 funcref)
  (elem (i32.const 0) $later)

  (func $caller (param $x i32) (result i32)
    (call $log (local.get $x))
    (call_indirect $t (type $unary) (local.get $x) (i32.const 0)))

  (func $later (param $x i32) (result i32)
    (local.get $x)))

;; $caller: 140 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     mov     w1, w19
;;     mov     x0, x28
;;     ldr     x28, [x0, $log.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $log.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     mov     w1, w19
;;     ldr     x17, [x28, table0.base]
;;     ldr     x17, [x17]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L3
;;     csel    x17, x17, xzr, eq
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L2
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L1:
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;; L2:
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L3:
;;     udf     #5                                  ; trap: other signature
;;
;; $later: 8 bytes
;;     mov     w0, w1
;;     ret
