;;! target = "aarch64"
;; Atomic operators on a memory that is not shared are plain instructions.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.atomic.load32_u offset=4 (local.get $p)))

  (func $store (param $p i32) (param $v i32)
    (i32.atomic.store16 (local.get $p) (local.get $v)))

  (func $add (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.add (local.get $p) (local.get $v)))

  (func $sub (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.sub_u offset=6 (local.get $p) (local.get $v)))

  (func $and_constant (param $p i32) (result i64)
    (i64.atomic.rmw.and (local.get $p) (i64.const 0x123456789abcdef)))

  (func $xchg (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $narrow_cmpxchg (param $p i32) (param $e i64) (result i64)
    (i64.atomic.rmw8.cmpxchg_u offset=3 (local.get $p) (local.get $e) (i64.const 7)))

  (func $dropped (param $p i32) (param $v i32)
    (drop (i32.atomic.rmw.add (local.get $p) (i32.const 1)))
    (drop (i32.atomic.rmw.or (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw.xchg (local.get $p) (local.get $v))))
)

;; $load: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $store: 16 bytes
;;     tbnz    w1, #0, L1
;;     strh    w2, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $add: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     add     w17, w0, w2
;;     str     w17, [x27, x1]
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $sub: 28 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     ldrh    w0, [x15, #6]                       ; trap: memory out of bounds
;;     sub     w17, w0, w2
;;     strh    w17, [x15, #6]
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $and_constant: 32 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ldr     x16, =0x0123456789abcdef
;;     and     x17, x0, x16
;;     str     x17, [x27, x1]
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;     .const  0x0123456789abcdef
;;
;; $xchg: 12 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     strb    w2, [x27, x1]
;;     ret
;;
;; $cmpxchg: 36 bytes
;;     tst     w1, #3
;;     b.ne    L2
;;     add     x15, x27, x1
;;     ldr     w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L1
;;     str     w3, [x15]
;; L1:
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $narrow_cmpxchg: 32 bytes
;;     add     x15, x27, x1
;;     add     x15, x15, #3
;;     mov     w16, #7
;;     ldrb    w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2, uxtb
;;     b.ne    L1
;;     strb    w16, [x15]
;; L1:
;;     ret
;;
;; $dropped: 68 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     w17, [x27, x1]                      ; trap: memory out of bounds
;;     add     w17, w17, #1
;;     str     w17, [x27, x1]
;;     tst     w1, #3
;;     b.ne    L2
;;     ldr     w17, [x27, x1]                      ; trap: memory out of bounds
;;     orr     w17, w17, w2
;;     str     w17, [x27, x1]
;;     tst     w1, #3
;;     b.ne    L3
;;     str     w2, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
