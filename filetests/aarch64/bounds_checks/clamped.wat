;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; Null, or the beginning of the memory, where the access is out of bounds and the processor goes on speculatively.

(module
  (memory 1)
  (memory $other 1)

  (func $home (param $p i32) (result i32)
    (i32.load offset=2047 (local.get $p)))

  (func $far_offset (param $p i32) (result i64)
    (i64.load offset=2048 (local.get $p)))

  (func $temporary (param $p i32) (param $x i64)
    (i64.store (i32.mul (local.get $p) (i32.const 3)) (local.get $x)))

  (func $constant (param $x i64)
    (i64.store (i32.const 4) (i64.const 0x123456789ab)))

  (func $second (param $p i32) (result f64)
    (f64.load $other offset=16 (local.get $p)))

  (func $second_far (param $p i32) (result f64)
    (f64.load $other offset=0xf0000000 (local.get $p)))

  (func $copy (param $p i32) (param $q i32)
    (memory.copy (local.get $p) (local.get $q) (i32.const 24))))

;; $home: 40 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0x803
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     csel    x0, x0, xzr, ls
;;     mov     w16, #0x7ff
;;     ldr     w0, [x0, x16]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $far_offset: 40 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0x808
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     add     x0, x0, #0x800
;;     csel    x0, x0, xzr, ls
;;     ldr     x0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $temporary: 36 bytes
;;     add     w0, w1, w1, lsl #1
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x0, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x0, xzr, ls
;;     str     x2, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant: 20 bytes
;;     mov     x17, #0x89ab
;;     movk    x17, #0x4567, lsl #16
;;     movk    x17, #0x123, lsl #32
;;     stur    x17, [x27, #4]                      ; trap: memory out of bounds
;;     ret
;;
;; $second: 40 bytes
;;     ldr     x17, [x28, memory1.len]
;;     add     x16, x1, #0x18
;;     cmp     x16, x17
;;     b.hi    L1
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x16, x1
;;     csel    x0, x0, xzr, ls
;;     ldr     d0, [x0, #0x10]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $second_far: 56 bytes
;;     ldr     x17, [x28, memory1.len]
;;     mov     w16, #8
;;     movk    w16, #0xf000, lsl #16
;;     add     x16, x1, x16
;;     cmp     x16, x17
;;     b.hi    L1
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x16, x1
;;     mov     w16, #0xf0000000
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     ldr     d0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $copy: 72 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x2, #0x18
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x2, xzr, ls
;;     add     x16, x1, #0x18
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x3, x1, xzr, ls
;;     ldr     q0, [x27, x0]                       ; trap: memory out of bounds
;;     add     x15, x27, x0
;;     ldur    q1, [x15, #8]                       ; trap: memory out of bounds
;;     add     x15, x27, x3
;;     ldrb    w17, [x15, #0x17]                   ; trap: memory out of bounds
;;     stur    q1, [x15, #8]                       ; trap: memory out of bounds
;;     str     q0, [x27, x3]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
