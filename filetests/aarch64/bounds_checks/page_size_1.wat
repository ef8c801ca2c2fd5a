;;! target = "aarch64"

;; A memory with pages of a byte ends anywhere, so that accesses are compared with its length even where others have guard pages.
(module
  (memory 100 (pagesize 1))
  (memory $other 1)
  (memory $bytes i64 100 (pagesize 1))
  (func $load (param i32) (result i32)
    (i32.load offset=4 (local.get 0)))
  (func $load_constant (result i32)
    (i32.load (i32.const 96)))
  (func $load_constant_outside (result i32)
    (i32.load (i32.const 97)))
  (func $store (param i32 i64)
    (i64.store (local.get 0) (local.get 1)))
  (func $load_guarded (param i32) (result i32)
    (i32.load $other (local.get 0)))
  (func $load_wide (param i64) (result i32)
    (i32.load $bytes (local.get 0)))
  (func $size (result i32)
    (memory.size))
  (func $grow (param i32) (result i32)
    (memory.grow (local.get 0))))

;; $load: 36 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0, #4]                        ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_constant: 8 bytes
;;     ldr     w0, [x27, #0x60]                    ; trap: memory out of bounds
;;     ret
;;
;; $load_constant_outside: 36 bytes
;;     mov     w0, #0x61
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x0, #4
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $store: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     str     x2, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_guarded: 12 bytes
;;     ldr     x0, [x28, memory1.base]
;;     ldr     w0, [x0, x1]                        ; trap: memory out of bounds
;;     ret
;;
;; $load_wide: 40 bytes
;;     ldr     x17, [x28, memory2.len]
;;     adds    x16, x1, #4
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     ldr     x16, [x28, memory2.base]
;;     add     x0, x16, x1
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $size: 8 bytes
;;     ldr     x0, [x28, memory0.len]
;;     ret
;;
;; $grow: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #0
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
