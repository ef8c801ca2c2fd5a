;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; i32.load8_u with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load8_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load8_u offset=16 (local.get $p)))

  (func $constant_inside (result i32)
    (i32.load8_u (i32.const 1024)))

  (func $constant_outside (result i32)
    (i32.load8_u (i32.const 0x10000))))

;; $local: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #1
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $offset: 36 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0x11
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     csel    x0, x0, xzr, ls
;;     ldrb    w0, [x0, #0x10]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant_inside: 8 bytes
;;     ldrb    w0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 36 bytes
;;     mov     w0, #0x10000
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x0, #1
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x0, xzr, ls
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
