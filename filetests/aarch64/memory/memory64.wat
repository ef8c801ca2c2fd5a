;;! target = "aarch64"

;; An index of 64 bits is compared with the length of the memory, or with what is reserved for it.
(module
  (memory i64 1)
  (memory $other i64 1)
  (func $load_parameter (param i64) (result i32)
    (i32.load offset=4 (local.get 0)))
  (func $load_sum (param i64 i64) (result i64)
    (i64.load (i64.add (local.get 0) (local.get 1))))
  (func $load_constant (result i32)
    (i32.load8_u (i64.const 100)))
  (func $load_far_constant (result i32)
    (i32.load8_u (i64.const 0x100000000)))
  (func $store (param i64 i32)
    (i32.store offset=8 (local.get 0) (local.get 1)))
  (func $vector (param i64) (result v128)
    (v128.load (local.get 0)))
  (func $update (param i64)
    (i32.store (local.get 0) (i32.add (i32.load (local.get 0)) (i32.const 1))))
  (func $beyond_guard (param i64) (result i32)
    (i32.load offset=0x80000000 (local.get 0)))
  (func $beyond_4_gib (param i64) (result i32)
    (i32.load offset=0x123456789a (local.get 0)))
  (func $nowhere (param i64) (result i32)
    (i32.load offset=0xffffffffffffffff (local.get 0)))
  (func $other (param i64) (result i32)
    (i32.load $other offset=4 (local.get 0)))
  (func $copy (param i64 i64)
    (memory.copy (local.get 0) (local.get 1) (i64.const 8)))
  (func $fill (param i64 i64)
    (memory.fill (local.get 0) (i32.const 7) (local.get 1)))
  (func $size (result i64)
    (memory.size))
  (func $grow (param i64) (result i64)
    (memory.grow (local.get 0))))

;; $load_parameter: 28 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x1, #0x3ffffffff
;;     add     x15, x27, x0
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_sum: 28 bytes
;;     add     x0, x1, x2
;;     tst     x0, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x0, #0x3ffffffff
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_constant: 8 bytes
;;     ldrb    w0, [x27, #0x64]                    ; trap: memory out of bounds
;;     ret
;;
;; $load_far_constant: 28 bytes
;;     mov     x0, #0x100000000
;;     tst     x0, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x0, #0x3ffffffff
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $store: 28 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x1, #0x3ffffffff
;;     add     x15, x27, x0
;;     str     w2, [x15, #8]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $vector: 24 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x1, #0x3ffffffff
;;     ldr     q0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $update: 48 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x1, #0x3ffffffff
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L2
;;     and     x2, x1, #0x3ffffffff
;;     str     w0, [x27, x2]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $beyond_guard: 52 bytes
;;     ldr     x17, [x28, memory0.len]
;;     mov     w16, #4
;;     movk    w16, #0x8000, lsl #16
;;     adds    x16, x16, x1
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     add     x0, x27, x1
;;     mov     w16, #0x80000000
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $beyond_4_gib: 64 bytes
;;     ldr     x17, [x28, memory0.len]
;;     mov     x16, #0x789e
;;     movk    x16, #0x3456, lsl #16
;;     movk    x16, #0x12, lsl #32
;;     adds    x16, x16, x1
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     add     x0, x27, x1
;;     mov     x16, #0x789a
;;     movk    x16, #0x3456, lsl #16
;;     movk    x16, #0x12, lsl #32
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $nowhere: 44 bytes
;;     ldr     x17, [x28, memory0.len]
;;     mov     x16, #0xffffffffffffffff
;;     adds    x16, x16, x1
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     add     x0, x27, x1
;;     sub     x0, x0, #1
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $other: 32 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x1, #0x3ffffffff
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     ldr     w0, [x0, #4]                        ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $copy: 56 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     tst     x2, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x0, x2, #0x3ffffffff
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     and     x3, x1, #0x3ffffffff
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     add     x15, x27, x3
;;     ldrb    w17, [x15, #7]                      ; trap: memory out of bounds
;;     str     x0, [x27, x3]                       ; trap: memory out of bounds
;;     ldr     x30, [sp], #0x10
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $fill: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     x4, x2
;;     mov     x2, x1
;;     mov     w3, #7
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $size: 12 bytes
;;     ldr     x0, [x28, memory0.len]
;;     lsr     x0, x0, #0x10
;;     ret
;;
;; $grow: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     x2, x1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
