;;! target = "aarch64"
;;! bounds-checks = "explicit"
;;! spectre = "exposed"

;; The end of an access with an index of 64 bits may have more than 64 bits, which traps, too.
(module
  (memory i64 1)
  (memory $other i64 1)
  (func $load_parameter (param i64) (result i32)
    (i32.load (local.get 0)))
  (func $offset (param i64) (result i32)
    (i32.load offset=8 (local.get 0)))
  (func $far_offset (param i64) (result i32)
    (i32.load offset=0x123456789a (local.get 0)))
  (func $constant (result i32)
    (i32.load8_u (i64.const 100)))
  (func $store (param i64 i64)
    (i64.store (i64.add (local.get 0) (i64.const 1)) (local.get 1)))
  (func $other (param i64) (result i32)
    (i32.load $other offset=8 (local.get 0))))

;; $load_parameter: 28 bytes
;;     ldr     x17, [x28, memory0.len]
;;     adds    x16, x1, #4
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $offset: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     adds    x16, x1, #0xc
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     add     x0, x27, x1
;;     ldr     w0, [x0, #8]                        ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $far_offset: 60 bytes
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
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant: 8 bytes
;;     ldrb    w0, [x27, #0x64]                    ; trap: memory out of bounds
;;     ret
;;
;; $store: 32 bytes
;;     add     x0, x1, #1
;;     ldr     x17, [x28, memory0.len]
;;     adds    x16, x0, #8
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     str     x2, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $other: 36 bytes
;;     ldr     x17, [x28, memory1.len]
;;     adds    x16, x1, #0xc
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L1
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x16, x1
;;     ldr     w0, [x0, #8]                        ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
