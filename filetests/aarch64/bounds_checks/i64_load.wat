;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; i64.load with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $offset (param $p i32) (result i64)
    (i64.load offset=16 (local.get $p)))

  (func $constant_inside (result i64)
    (i64.load (i32.const 1024)))

  (func $constant_outside (result i64)
    (i64.load (i32.const 0x10000))))

;; $local: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $offset: 36 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0x18
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     csel    x0, x0, xzr, ls
;;     ldr     x0, [x0, #0x10]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant_inside: 8 bytes
;;     ldr     x0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 36 bytes
;;     mov     w0, #0x10000
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x0, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x0, xzr, ls
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
