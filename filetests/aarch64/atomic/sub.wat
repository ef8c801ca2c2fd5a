;;! target = "aarch64"
;; Atomic read-modify-write of a shared memory: `sub`.

(module
  (memory 1 1 shared)

  (func $i32_rmw_sub (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.sub (local.get $p) (local.get $v)))

  (func $i64_rmw_sub (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.sub (local.get $p) (local.get $v)))

  (func $i32_rmw8_sub_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.sub_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_sub_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.sub_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.sub_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.sub_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.sub offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.sub (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.sub (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.sub
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_sub: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddal w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw_sub: 28 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     neg     x16, x2
;;     ldaddal x16, x0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_rmw8_sub_u: 16 bytes
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddalb w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;;
;; $i32_rmw16_sub_u: 24 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddalh w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw8_sub_u: 16 bytes
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddalb w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;;
;; $i64_rmw16_sub_u: 24 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddalh w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_rmw32_sub_u: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddal w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $dropped: 80 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddal w16, w16, [x15]                     ; trap: memory out of bounds
;;     neg     w16, w2
;;     ldaddalb w16, w16, [x15]                     ; trap: memory out of bounds
;;     tbnz    w1, #0, L2
;;     add     x17, x15, #2
;;     neg     w16, w3
;;     ldaddalh w16, w16, [x17]                     ; trap: memory out of bounds
;;     tst     w1, #7
;;     b.ne    L3
;;     add     x17, x15, #8
;;     mov     x16, #0xffffffffffffffff
;;     ldaddal x16, x16, [x17]                     ; trap: memory out of bounds
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
;;     mov     w16, #0xdcbb
;;     movk    w16, #0xfffe, lsl #16
;;     ldaddal w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $wide_constant: 28 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldr     x16, =0xfedcba9876543211
;;     ldaddal x16, x0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;     .const  0xfedcba9876543211
;;
;; $to_local: 52 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     neg     w16, w2
;;     ldaddal w16, w2, [x15]                      ; trap: memory out of bounds
;;     tst     w1, #3
;;     b.ne    L2
;;     neg     w16, w2
;;     ldaddal w16, w1, [x15]                      ; trap: memory out of bounds
;;     add     w0, w1, w2
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $temporaries: 44 bytes
;;     add     w16, w1, w1, lsl #1
;;     lsl     w0, w16, #2
;;     add     w16, w2, w2, lsl #2
;;     lsl     w3, w16, #1
;;     tst     w0, #3
;;     b.ne    L1
;;     add     x15, x27, x0
;;     neg     w16, w3
;;     ldaddal w16, w0, [x15]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
