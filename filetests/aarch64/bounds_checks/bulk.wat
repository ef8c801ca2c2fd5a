;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; Copies and fills of known length, with comparisons in code.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 16)))

  (func $fill (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 8))))

;; $copy: 60 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x2, #0x10
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x2, xzr, ls
;;     add     x16, x1, #0x10
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x3, x1, xzr, ls
;;     ldr     q0, [x27, x0]                       ; trap: memory out of bounds
;;     add     x15, x27, x3
;;     ldrb    w17, [x15, #0xf]                    ; trap: memory out of bounds
;;     str     q0, [x27, x3]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $fill: 40 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     add     x15, x27, x0
;;     ldrb    w17, [x15, #7]                      ; trap: memory out of bounds
;;     str     xzr, [x27, x0]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
