;;! target = "aarch64"
;;! spectre = "exposed"

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
    (i32.store offset=8 (local.get 0) (local.get 1))))

;; $load_parameter: 24 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_sum: 24 bytes
;;     add     x0, x1, x2
;;     tst     x0, #0xfffffffc00000000
;;     b.ne    L1
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $load_constant: 8 bytes
;;     ldrb    w0, [x27, #0x64]                    ; trap: memory out of bounds
;;     ret
;;
;; $load_far_constant: 24 bytes
;;     mov     x0, #0x100000000
;;     tst     x0, #0xfffffffc00000000
;;     b.ne    L1
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $store: 24 bytes
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L1
;;     add     x15, x27, x1
;;     str     w2, [x15, #8]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
