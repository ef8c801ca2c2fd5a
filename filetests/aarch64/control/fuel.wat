;;! target = "aarch64"
;;! fuel = "consumed"
;; The cost of a run of operators is subtracted before the first one. Functions and loop heads test the result.

(module
  (import "host" "f" (func $host))
  (memory 1)

  (func $leaf (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))

  (func $free
    (block) (nop) (return))

  (func $count (param $n i32) (result i32) (local $sum i32)
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $n)))
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))
    (local.get $sum))

  ;; The end of a block that nothing branches to does not end a run.
  (func $joins (param $x i32) (result i32)
    (block $joined
      (block (drop (i32.const 1)))
      (if (local.get $x) (then (br $joined)) (else (local.set $x (i32.const 2))))
      (local.set $x (i32.const 3)))
    (local.get $x))

  ;; No local is in the register of the counter. A call ends a run, since the callee may read the fuel.
  (func $many (param i32 i32 i32 i32 i32 i32) (result i32)
    (call $host)
    (i32.add (local.get 0) (i32.add (local.get 1) (i32.add (local.get 2)
      (i32.add (local.get 3) (i32.add (local.get 4) (local.get 5)))))))

  ;; The bytes of the first are charged here, those of the second by the runtime.
  (func $bulk (param $n i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 16))
    (memory.fill (i32.const 0) (i32.const 0) (local.get $n))))

;; $leaf: 20 bytes
;;     subs    x26, x26, #4
;;     b.lt    L1
;;     add     w0, w1, #1
;;     ret
;; L1:
;;     udf     #14                                 ; trap: out of fuel
;;
;; $free: 16 bytes
;;     subs    x26, x26, #1
;;     b.lt    L1
;;     ret
;; L1:
;;     udf     #14                                 ; trap: out of fuel
;;
;; $count: 60 bytes
;;     mov     w12, #0
;;     subs    x26, x26, #1
;;     b.lt    L3
;; L1:
;;     subs    x26, x26, #3
;;     b.lt    L4
;;     cbz     w1, L2
;;     sub     x26, x26, #9
;;     add     w12, w12, w1
;;     sub     w1, w1, #1
;;     b       L1
;; L2:
;;     sub     x26, x26, #1
;;     mov     w0, w12
;;     ret
;; L3:
;;     udf     #14                                 ; trap: out of fuel
;; L4:
;;     udf     #14                                 ; trap: out of fuel
;;
;; $joins: 48 bytes
;;     subs    x26, x26, #4
;;     b.lt    L3
;;     cbz     w1, L1
;;     sub     x26, x26, #1
;;     b       L2
;; L1:
;;     sub     x26, x26, #4
;;     mov     w1, #2
;;     mov     w1, #3
;; L2:
;;     sub     x26, x26, #1
;;     mov     w0, w1
;;     ret
;; L3:
;;     udf     #14                                 ; trap: out of fuel
;;
;; $many: 128 bytes, 80 bytes of frame
;;     stp     x30, x19, [sp, #-0x50]!
;;     stp     x20, x21, [sp, #0x10]
;;     stp     x22, x23, [sp, #0x20]
;;     str     x24, [sp, #0x30]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w21, w3
;;     mov     w22, w4
;;     mov     w23, w5
;;     mov     w24, w6
;;     str     x28, [sp, #0x40]
;;     subs    x26, x26, #2
;;     b.lt    L1
;;     mov     x0, x28
;;     ldr     x28, [x0, $host.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $host.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x40]
;;     ldr     x27, [x28, memory0.base]
;;     sub     x26, x26, #0xb
;;     add     w0, w23, w24
;;     add     w0, w22, w0
;;     add     w0, w21, w0
;;     add     w0, w20, w0
;;     add     w0, w19, w0
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x22, x23, [sp, #0x20]
;;     ldr     x24, [sp, #0x30]
;;     ldp     x30, x19, [sp], #0x50
;;     ret
;; L1:
;;     udf     #14                                 ; trap: out of fuel
;;
;; $bulk: 68 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     subs    x26, x26, #9
;;     b.lt    L1
;;     sub     x26, x26, #0x10
;;     movi    v0.2d, #0
;;     ldrb    w17, [x27, #0xf]                    ; trap: memory out of bounds
;;     str     q0, [x27]                           ; trap: memory out of bounds
;;     mov     w4, w1
;;     mov     w2, #0
;;     mov     w3, #0
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;; L1:
;;     udf     #14                                 ; trap: out of fuel
