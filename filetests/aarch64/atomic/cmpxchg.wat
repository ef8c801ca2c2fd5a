;;! target = "aarch64"
;; Atomic compare-exchange in a shared memory.

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

;; $i32_rmw_cmpxchg: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, w2
;;     add     x15, x27, x1
;;     casal   w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw_cmpxchg: 28 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     mov     x0, x2
;;     add     x15, x27, x1
;;     casal   x0, x3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_rmw8_cmpxchg_u: 16 bytes
;;     mov     w0, w2
;;     add     x15, x27, x1
;;     casalb  w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;;
;; $i32_rmw16_cmpxchg_u: 24 bytes
;;     tbnz    w1, #0, L1
;;     mov     w0, w2
;;     add     x15, x27, x1
;;     casalh  w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw8_cmpxchg_u: 16 bytes
;;     mov     x0, x2
;;     add     x15, x27, x1
;;     casalb  w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;;
;; $i64_rmw16_cmpxchg_u: 24 bytes
;;     tbnz    w1, #0, L1
;;     mov     x0, x2
;;     add     x15, x27, x1
;;     casalh  w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw32_cmpxchg_u: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     x0, x2
;;     add     x15, x27, x1
;;     casal   w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $dropped: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, w2
;;     add     x15, x27, x1
;;     casal   w0, w3, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $constants: 32 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, #0
;;     add     x15, x27, x1
;;     mov     w16, #1
;;     casal   w0, w16, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $to_local: 80 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     casal   w2, w3, [x15]                       ; trap: memory out of bounds
;;     tst     w1, #3
;;     b.ne    L2
;;     mov     w0, w2
;;     casal   w0, w3, [x15]                       ; trap: memory out of bounds
;;     mov     w3, w0
;;     tst     w1, #3
;;     b.ne    L3
;;     mov     w0, w2
;;     casal   w0, w3, [x15]                       ; trap: memory out of bounds
;;     mov     w1, w0
;;     add     w0, w1, w3
;;     add     w0, w0, w2
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $temporaries: 52 bytes
;;     add     w16, w1, w1, lsl #1
;;     lsl     w0, w16, #2
;;     add     x16, x2, x2, lsl #2
;;     lsl     x4, x16, #1
;;     mov     w16, #0xb
;;     mul     x5, x3, x16
;;     tst     w0, #3
;;     b.ne    L1
;;     add     x15, x27, x0
;;     casal   w4, w5, [x15]                       ; trap: memory out of bounds
;;     mov     x0, x4
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $lock: 36 bytes
;; L1:
;;     tst     w1, #3
;;     b.ne    L2
;;     mov     w0, #0
;;     add     x15, x27, x1
;;     mov     w16, #1
;;     casal   w0, w16, [x15]                      ; trap: memory out of bounds
;;     cbnz    w0, L1
;;     ret
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
