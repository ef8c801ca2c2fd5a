;;! target = "aarch64"
;; Atomic stores to a shared memory.

(module
  (memory 1 1 shared)

  (func $i32_store (param $p i32) (param $v i32)
    (i32.atomic.store (local.get $p) (local.get $v)))

  (func $i64_store (param $p i32) (param $v i64)
    (i64.atomic.store (local.get $p) (local.get $v)))

  (func $i32_store8 (param $p i32) (param $v i32)
    (i32.atomic.store8 (local.get $p) (local.get $v)))

  (func $i32_store16 (param $p i32) (param $v i32)
    (i32.atomic.store16 (local.get $p) (local.get $v)))

  (func $i64_store8 (param $p i32) (param $v i64)
    (i64.atomic.store8 (local.get $p) (local.get $v)))

  (func $i64_store16 (param $p i32) (param $v i64)
    (i64.atomic.store16 (local.get $p) (local.get $v)))

  (func $i64_store32 (param $p i32) (param $v i64)
    (i64.atomic.store32 (local.get $p) (local.get $v)))

  (func $constants (param $p i32)
    (i32.atomic.store (local.get $p) (i32.const 0))
    (i64.atomic.store offset=8 (local.get $p) (i64.const 0x123456789abcdef))
    (i64.atomic.store16 offset=16 (local.get $p) (i64.const -1)))

  (func $temporary (param $p i32) (param $v i32)
    (i32.atomic.store (local.get $p) (i32.add (local.get $v) (i32.const 5))))
)

;; $i32_store: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     stlr    w2, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_store: 24 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     stlr    x2, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_store8: 12 bytes
;;     add     x15, x27, x1
;;     stlrb   w2, [x15]                           ; trap: memory out of bounds
;;     ret
;;
;; $i32_store16: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     stlrh   w2, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_store8: 12 bytes
;;     add     x15, x27, x1
;;     stlrb   w2, [x15]                           ; trap: memory out of bounds
;;     ret
;;
;; $i64_store16: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     stlrh   w2, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_store32: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     stlr    w2, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $constants: 68 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     stlr    wzr, [x15]                          ; trap: memory out of bounds
;;     tst     w1, #7
;;     b.ne    L2
;;     add     x17, x15, #8
;;     ldr     x16, =0x0123456789abcdef
;;     stlr    x16, [x17]                          ; trap: memory out of bounds
;;     tbnz    w1, #0, L3
;;     add     x17, x15, #0x10
;;     mov     w16, #0xffffffff
;;     stlrh   w16, [x17]                          ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;     .const  0x0123456789abcdef
;;
;; $temporary: 28 bytes
;;     add     w0, w2, #5
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     stlr    w0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
