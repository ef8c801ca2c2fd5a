;;! target = "aarch64"

;; An access to another memory than the first is one instruction longer: its base is added to a temporary index, or loaded.
(module
  (memory 1)
  (memory $other 1)
  (func $load_parameter (param i32) (result i32)
    (i32.load $other offset=4 (local.get 0)))
  (func $load_sum (param i32 i32) (result i64)
    (i64.load $other (i32.add (local.get 0) (local.get 1))))
  (func $load_constant (result i32)
    (i32.load8_u $other (i32.const 100)))
  (func $store (param i32 i32)
    (i32.store $other offset=8 (local.get 0) (local.get 1)))
  (func $store_float (param i32 f64)
    (f64.store $other (i32.shl (local.get 0) (i32.const 3)) (local.get 1)))
  (func $vector (param i32) (result v128)
    (v128.load $other (local.get 0)))
  (func $lane (param i32 v128) (result v128)
    (v128.load16_lane $other 3 (local.get 0) (local.get 1)))
  (func $lane_far (param i32 v128) (result v128)
    (v128.load8_lane $other offset=0x1abcdef 0 (local.get 0) (local.get 1)))
  (func $operand (param i32 i32) (result i32)
    (i32.add (local.get 1) (i32.load $other (local.get 0))))
  (func $beyond_guard (param i32) (result i32)
    (i32.load $other offset=0x80000000 (local.get 0)))
  (func $copy (param i32 i32)
    (memory.copy 0 $other (local.get 0) (local.get 1) (i32.const 8)))
  (func $copy_any (param i32 i32 i32)
    (memory.copy $other 0 (local.get 0) (local.get 1) (local.get 2)))
  (func $fill (param i32)
    (memory.fill $other (local.get 0) (i32.const 7) (i32.const 16)))
  (func $size (result i32)
    (memory.size $other)))

;; $load_parameter: 16 bytes
;;     ldr     x0, [x28, memory1.base]
;;     add     x16, x1, #4
;;     ldr     w0, [x0, x16]                       ; trap: memory out of bounds
;;     ret
;;
;; $load_sum: 20 bytes
;;     add     w0, w1, w2
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     ldr     x0, [x0]                            ; trap: memory out of bounds
;;     ret
;;
;; $load_constant: 12 bytes
;;     ldr     x0, [x28, memory1.base]
;;     ldrb    w0, [x0, #0x64]                     ; trap: memory out of bounds
;;     ret
;;
;; $store: 16 bytes
;;     ldr     x0, [x28, memory1.base]
;;     add     x16, x1, #8
;;     str     w2, [x0, x16]                       ; trap: memory out of bounds
;;     ret
;;
;; $store_float: 20 bytes
;;     lsl     w0, w1, #3
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     str     d0, [x0]                            ; trap: memory out of bounds
;;     ret
;;
;; $vector: 12 bytes
;;     ldr     x0, [x28, memory1.base]
;;     ldr     q0, [x0, x1]                        ; trap: memory out of bounds
;;     ret
;;
;; $lane: 16 bytes
;;     ldr     x0, [x28, memory1.base]
;;     add     x17, x0, x1
;;     ld1     {v0.h}[3], [x17]                    ; trap: memory out of bounds
;;     ret
;;
;; $lane_far: 28 bytes
;;     ldr     x0, [x28, memory1.base]
;;     add     x17, x0, x1
;;     mov     w16, #0xcdef
;;     movk    w16, #0x1ab, lsl #16
;;     add     x16, x17, x16
;;     ld1     {v0.b}[0], [x16]                    ; trap: memory out of bounds
;;     ret
;;
;; $operand: 20 bytes
;;     ldr     x0, [x28, memory1.base]
;;     ldr     w16, [x0, x1]                       ; trap: memory out of bounds
;;     add     w3, w2, w16
;;     mov     w0, w3
;;     ret
;;
;; $beyond_guard: 56 bytes
;;     ldr     x17, [x28, memory1.len]
;;     mov     w16, #4
;;     movk    w16, #0x8000, lsl #16
;;     add     x16, x1, x16
;;     cmp     x16, x17
;;     b.hi    L1
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x16, x1
;;     mov     w16, #0x80000000
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $copy: 24 bytes
;;     ldr     x0, [x28, memory1.base]
;;     ldr     x0, [x0, x2]                        ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #7]                      ; trap: memory out of bounds
;;     str     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $copy_any: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w4, w3
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w1, #1
;;     mov     w0, #1
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $fill: 24 bytes
;;     ldr     x0, [x28, memory1.base]
;;     movi    v0.16b, #7
;;     add     x16, x1, #0xf
;;     ldrb    w17, [x0, x16]                      ; trap: memory out of bounds
;;     str     q0, [x0, x1]                        ; trap: memory out of bounds
;;     ret
;;
;; $size: 12 bytes
;;     ldr     x0, [x28, memory1.len]
;;     lsr     x0, x0, #0x10
;;     ret
