;;! target = "aarch64"
;; Atomic read-modify-write of a shared memory: `or`.

(module
  (memory 1 1 shared)

  (func $i32_rmw_or (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.or (local.get $p) (local.get $v)))

  (func $i64_rmw_or (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.or (local.get $p) (local.get $v)))

  (func $i32_rmw8_or_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.or_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_or_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.or_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_or_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.or_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_or_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.or_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_or_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.or_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.or (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.or_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.or_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.or offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.or (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.or (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.or (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.or (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.or
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_or: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldsetal w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw_or: 24 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldsetal x2, x0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_rmw8_or_u: 12 bytes
;;     add     x15, x27, x1
;;     ldsetalb w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;;
;; $i32_rmw16_or_u: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     ldsetalh w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw8_or_u: 12 bytes
;;     add     x15, x27, x1
;;     ldsetalb w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;;
;; $i64_rmw16_or_u: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     ldsetalh w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw32_or_u: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldsetal w2, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $dropped: 68 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldsetal w2, w16, [x15]                      ; trap: memory out of bounds
;;     ldsetalb w2, w16, [x15]                      ; trap: memory out of bounds
;;     tbnz    w1, #0, L2
;;     add     x17, x15, #2
;;     ldsetalh w3, w16, [x17]                      ; trap: memory out of bounds
;;     tst     w1, #7
;;     b.ne    L3
;;     add     x17, x15, #8
;;     mov     w16, #1
;;     ldsetal x16, x16, [x17]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $constant: 32 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     mov     w16, #0x2345
;;     movk    w16, #1, lsl #16
;;     ldsetal w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $wide_constant: 28 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldr     x16, =0x0123456789abcdef
;;     ldsetal x16, x0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;     .const  0x0123456789abcdef
;;
;; $to_local: 44 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldsetal w2, w2, [x15]                       ; trap: memory out of bounds
;;     tst     w1, #3
;;     b.ne    L2
;;     ldsetal w2, w1, [x15]                       ; trap: memory out of bounds
;;     add     w0, w1, w2
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $temporaries: 40 bytes
;;     add     w16, w1, w1, lsl #1
;;     lsl     w0, w16, #2
;;     add     w16, w2, w2, lsl #2
;;     lsl     w3, w16, #1
;;     tst     w0, #3
;;     b.ne    L1
;;     add     x15, x27, x0
;;     ldsetal w3, w0, [x15]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
