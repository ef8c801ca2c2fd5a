;;! target = "aarch64"
;;! cpu = "baseline"
;; On ARMv8.0, a loop of an exclusive load and store.

(module
  (memory 1 1 shared)

  (func $i32_rmw_cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw_cmpxchg (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $i32_rmw8_cmpxchg_u (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i32_rmw16_cmpxchg_u (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw8_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw8.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw16_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw16.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw32_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw32.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $dropped (param $p i32) (param $e i32) (param $v i32)
    (drop (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v))))

  (func $constants (param $p i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (i32.const 0) (i32.const 1)))

  (func $to_local (param $p i32) (param $e i32) (param $v i32) (result i32)
    (local.set $e (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (local.set $v (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (local.set $p (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (i32.add (i32.add (local.get $p) (local.get $v)) (local.get $e)))

  (func $temporaries (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw32.cmpxchg_u
      (i32.mul (local.get $p) (i32.const 12))
      (i64.mul (local.get $e) (i64.const 10))
      (i64.mul (local.get $v) (i64.const 11))))

  (func $lock (param $p i32)
    (loop $again
      (br_if $again (i32.atomic.rmw.cmpxchg (local.get $p) (i32.const 0) (i32.const 1)))))
)

;; $i32_rmw_cmpxchg: 40 bytes
;;     tst     w1, #3
;;     b.ne    L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L2
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw_cmpxchg: 40 bytes
;;     tst     w1, #7
;;     b.ne    L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   x0, [x15]                           ; trap: memory out of bounds
;;     cmp     x0, x2
;;     b.ne    L2
;;     stlxr   w17, x3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_rmw8_cmpxchg_u: 28 bytes
;;     add     x15, x27, x1
;; L1:
;;     ldaxrb  w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2, uxtb
;;     b.ne    L2
;;     stlxrb  w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;;
;; $i32_rmw16_cmpxchg_u: 36 bytes
;;     tbnz    w1, #0, L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxrh  w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2, uxth
;;     b.ne    L2
;;     stlxrh  w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw8_cmpxchg_u: 28 bytes
;;     add     x15, x27, x1
;; L1:
;;     ldaxrb  w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2, uxtb
;;     b.ne    L2
;;     stlxrb  w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;;
;; $i64_rmw16_cmpxchg_u: 36 bytes
;;     tbnz    w1, #0, L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxrh  w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2, uxth
;;     b.ne    L2
;;     stlxrh  w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw32_cmpxchg_u: 40 bytes
;;     tst     w1, #3
;;     b.ne    L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L2
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $dropped: 40 bytes
;;     tst     w1, #3
;;     b.ne    L3
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L2
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $constants: 52 bytes
;;     tst     w1, #3
;;     b.ne    L3
;;     mov     w0, #0
;;     add     x15, x27, x1
;;     mov     w16, #1
;; L1:
;;     ldaxr   w2, [x15]                           ; trap: memory out of bounds
;;     cmp     w2, w0
;;     b.ne    L2
;;     stlxr   w17, w16, [x15]
;;     cbnz    w17, L1
;; L2:
;;     mov     w0, w2
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $to_local: 124 bytes
;;     tst     w1, #3
;;     b.ne    L7
;;     add     x15, x27, x1
;; L1:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L2
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L1
;; L2:
;;     mov     w2, w0
;;     tst     w1, #3
;;     b.ne    L8
;; L3:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L4
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L3
;; L4:
;;     mov     w3, w0
;;     tst     w1, #3
;;     b.ne    L9
;; L5:
;;     ldaxr   w0, [x15]                           ; trap: memory out of bounds
;;     cmp     w0, w2
;;     b.ne    L6
;;     stlxr   w17, w3, [x15]
;;     cbnz    w17, L5
;; L6:
;;     mov     w1, w0
;;     add     w0, w1, w3
;;     add     w0, w0, w2
;;     ret
;; L7:
;;     udf     #12                                 ; trap: unaligned atomic
;; L8:
;;     udf     #12                                 ; trap: unaligned atomic
;; L9:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $temporaries: 68 bytes
;;     add     w16, w1, w1, lsl #1
;;     lsl     w0, w16, #2
;;     add     x16, x2, x2, lsl #2
;;     lsl     x4, x16, #1
;;     mov     w16, #0xb
;;     mul     x5, x3, x16
;;     tst     w0, #3
;;     b.ne    L3
;;     add     x15, x27, x0
;; L1:
;;     ldaxr   w6, [x15]                           ; trap: memory out of bounds
;;     cmp     w6, w4
;;     b.ne    L2
;;     stlxr   w17, w5, [x15]
;;     cbnz    w17, L1
;; L2:
;;     mov     x0, x6
;;     ret
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $lock: 52 bytes
;; L1:
;;     tst     w1, #3
;;     b.ne    L4
;;     mov     w0, #0
;;     add     x15, x27, x1
;;     mov     w16, #1
;; L2:
;;     ldaxr   w2, [x15]                           ; trap: memory out of bounds
;;     cmp     w2, w0
;;     b.ne    L3
;;     stlxr   w17, w16, [x15]
;;     cbnz    w17, L2
;; L3:
;;     cbnz    w2, L1
;;     ret
;; L4:
;;     udf     #12                                 ; trap: unaligned atomic
