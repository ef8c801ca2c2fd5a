;;! target = "aarch64"
;;! branches = "protected"
;; Whatever an indirect branch may lead to begins with an instruction that says so: functions, and the pads of a jump table.

(module
  (type $nullary (func))
  (memory 1)
  (table 1 funcref)

  (func $leaf)

  (func $saves_registers (param $x i32) (result i32)
    (call $leaf)
    (local.get $x))

  (func $indirect
    (call_indirect (type $nullary) (i32.const 0)))

  (func $takes_arguments_on_the_stack
    (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (i64.add (local.get 0) (local.get 9)))

  (func $run (param $pc i32) (result i32) (local $acc i32)
    (loop $next
      (block $stop (block $increment
        (br_table $increment $next $stop (i32.load8_u (local.get $pc))))
        (local.set $acc (i32.add (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next)))
    (local.get $acc)))

;; $leaf: 8 bytes
;;     bti     c
;;     ret
;;
;; $saves_registers: 28 bytes, 16 bytes of frame
;;     bti     c
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     bl      $leaf
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $indirect: 104 bytes, 32 bytes of frame
;;     bti     c
;;     str     x30, [sp, #-0x20]!
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
;;     udf     #5                                  ; trap: other signature
;;
;; $takes_arguments_on_the_stack: 24 bytes
;;     bti     c
;;     mov     x17, sp
;;     ldr     x12, [x17, #8]
;;     add     x0, x1, x12
;;     add     sp, sp, #0x10
;;     ret
;;
;; $run: 72 bytes
;;     bti     c
;;     mov     w12, #0
;; L1:
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     cmp     w0, #2
;;     b.hs    L3
;;     csel    w16, w0, wzr, lo
;;     adr     x17, 0xc8
;;     add     x16, x17, x16, lsl #3
;;     br      x16
;;     bti     j
;;     b       L2
;;     bti     j
;;     b       L1
;; L2:
;;     add     w12, w12, #1
;;     add     w1, w1, #1
;;     b       L1
;; L3:
;;     mov     w0, w12
;;     ret
