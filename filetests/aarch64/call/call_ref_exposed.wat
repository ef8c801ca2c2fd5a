;;! target = "aarch64"
;;! spectre = "exposed"
;; Calls of a reference without protection from speculation: nothing is moved that is in its place.

(module
  (type $unary (func (param i32) (result i32)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64)))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $in_a_home (param $x i32) (param $f (ref $unary)) (result i32)
    (i32.add
      (call_ref $unary (local.get $x) (local.get $f))
      (call_ref $unary (i32.const 1) (local.get $f)))))

;; $argument: 72 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     mov     x0, x2
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L2
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
;; $in_a_home: 132 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     x19, x2
;;     str     x28, [sp, #0x10]
;;     ldp     x16, x0, [x19]                      ; trap: null reference
;;     cmp     x28, x0
;;     b.ne    L3
;;     blr     x16
;; L1:
;;     str     w0, [sp, #0x18]
;;     mov     w1, #1
;;     ldp     x16, x0, [x19]                      ; trap: null reference
;;     cmp     x28, x0
;;     b.ne    L4
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
