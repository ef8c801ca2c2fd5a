;;! target = "aarch64"
;;! cpu = "baseline"
;; On ARMv8.0, a loop of an exclusive load and store.

(module
  (memory 1 1 shared)

  (func $i32_rmw_xchg (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))

  (func $i64_rmw_xchg (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.xchg (local.get $p) (local.get $v)))

  (func $i32_rmw8_xchg_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_xchg_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.xchg_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.xchg_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.xchg offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.xchg (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.xchg (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xchg
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_xchg: 32 bytes
;;     tst     w1, #3
;;     b.ne    L2
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw_xchg: 32 bytes
;;     tst     w1, #7
;;     b.ne    L2
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   x0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, x2, [x15]
;;     cbnz    w17, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_rmw8_xchg_u: 20 bytes
;;     add     x15, x27, x1
;; L1:
;;     ldaxrb  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrb  w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;;
;; $i32_rmw16_xchg_u: 28 bytes
;;     tbnz    w1, #0, L2
;;     add     x15, x27, x1
;; L1:
;;     ldaxrh  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrh  w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw8_xchg_u: 20 bytes
;;     add     x15, x27, x1
;; L1:
;;     ldaxrb  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrb  w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;;
;; $i64_rmw16_xchg_u: 28 bytes
;;     tbnz    w1, #0, L2
;;     add     x15, x27, x1
;; L1:
;;     ldaxrh  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrh  w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw32_xchg_u: 32 bytes
;;     tst     w1, #3
;;     b.ne    L2
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w2, [x15]
;;     cbnz    w17, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $dropped: 104 bytes
;;     tst     w1, #3
;;     b.ne    L5
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w2, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ldaxrb  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrb  w17, w2, [x15]
;;     cbnz    w17, L2
;;     tbnz    w1, #0, L6
;;     add     x15, x15, #2
;; L3:
;;     ldaxrh  w0, [x15]                           ; trap: memory out of bounds
;;     stlxrh  w17, w3, [x15]
;;     cbnz    w17, L3
;;     tst     w1, #7
;;     b.ne    L7
;;     mov     w0, #1
;;     add     x15, x27, x1
;;     add     x15, x15, #8
;; L4:
;;     ldaxr   x4, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, x0, [x15]
;;     cbnz    w17, L4
;;     ret
;; L5:
;;     udf     #12                                 ; trap: unaligned atomic
;; L6:
;;     udf     #12                                 ; trap: unaligned atomic
;; L7:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $constant: 44 bytes
;;     tst     w1, #3
;;     b.ne    L2
;;     mov     w0, #0x2345
;;     movk    w0, #1, lsl #16
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w2, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w0, [x15]
;;     cbnz    w17, L1
;;     mov     w0, w2
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $wide_constant: 40 bytes
;;     tst     w1, #7
;;     b.ne    L2
;;     ldr     x0, =0x0123456789abcdef
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   x2, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, x0, [x15]
;;     cbnz    w17, L1
;;     mov     x0, x2
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;     .const  0x0123456789abcdef
;;
;; $to_local: 68 bytes
;;     tst     w1, #3
;;     b.ne    L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w2, [x15]
;;     cbnz    w17, L1
;;     mov     w2, w0
;;     tst     w1, #3
;;     b.ne    L4
;; L2:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w2, [x15]
;;     cbnz    w17, L2
;;     mov     w1, w0
;;     add     w0, w1, w2
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;; L4:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $temporaries: 52 bytes
;;     add     w16, w1, w1, lsl #1
;;     lsl     w0, w16, #2
;;     add     w16, w2, w2, lsl #2
;;     lsl     w3, w16, #1
;;     tst     w0, #3
;;     b.ne    L2
;;     add     x15, x27, x0
;; L1:
;;     ldaxr   w4, [x15]                           ; trap: memory out of bounds
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L1
;;     mov     w0, w4
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
