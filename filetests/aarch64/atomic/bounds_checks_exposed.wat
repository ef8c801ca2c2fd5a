;;! target = "aarch64"
;;! bounds-checks = "explicit"
;;! spectre = "exposed"
;; The same without clamped addresses.

(module
  (memory 1)
  (memory $m 1 1 shared)
  (memory $n i64 1 1 shared)

  (func $load (param $p i32) (result i32)
    (i32.atomic.load $m offset=8 (local.get $p)))

  (func $store (param $p i64) (param $v i32)
    (i32.atomic.store $n (local.get $p) (local.get $v)))

  (func $add (param $p i64) (param $v i64) (result i64)
    (i64.atomic.rmw.add $n offset=24 (local.get $p) (local.get $v)))

  (func $or (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.or $m (local.get $p) (local.get $v)))

  (func $cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg $m offset=4 (local.get $p) (local.get $e) (local.get $v)))

  (func $size (result i32)
    (memory.size $m))

  (func $live_below (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.mul (local.get $p) (i32.const 3))
    (i32.mul (local.get $p) (i32.const 5))
    (i32.mul (local.get $p) (i32.const 7))
    (i32.mul (local.get $p) (i32.const 9))
    (i32.atomic.rmw.cmpxchg $m
      (i32.mul (local.get $p) (i32.const 11))
      (i32.mul (local.get $e) (i32.const 13))
      (i32.mul (local.get $v) (i32.const 17)))
    (i32.atomic.rmw.xor $m
      (i32.mul (local.get $p) (i32.const 19))
      (i32.mul (local.get $v) (i32.const 21)))
    i32.add i32.add i32.add i32.add i32.add)
)

;; $load: 60 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, w1
;;     ldr     x2, [x28, &memory1.len]
;;     ldr     x17, [x2]
;;     add     x16, x0, #0xc
;;     cmp     x16, x17
;;     b.hi    L2
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     add     x17, x0, #8
;;     ldar    w0, [x17]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $store: 52 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     x3, [x28, &memory2.len]
;;     ldr     x17, [x3]
;;     adds    x16, x1, #4
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L2
;;     ldr     x16, [x28, memory2.base]
;;     add     x0, x16, x1
;;     stlr    w2, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $add: 56 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     ldr     x3, [x28, &memory2.len]
;;     ldr     x17, [x3]
;;     adds    x16, x1, #0x20
;;     ccmp    x16, x17, #2, lo
;;     b.hi    L2
;;     ldr     x16, [x28, memory2.base]
;;     add     x0, x16, x1
;;     add     x17, x0, #0x18
;;     ldaddal x2, x0, [x17]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $or: 56 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, w1
;;     ldr     x3, [x28, &memory1.len]
;;     ldr     x17, [x3]
;;     add     x16, x0, #4
;;     cmp     x16, x17
;;     b.hi    L2
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     ldsetal w2, w0, [x0]                        ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $cmpxchg: 68 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     mov     w0, w1
;;     ldr     x4, [x28, &memory1.len]
;;     ldr     x17, [x4]
;;     add     x16, x0, #8
;;     cmp     x16, x17
;;     b.hi    L2
;;     ldr     x16, [x28, memory1.base]
;;     add     x0, x0, x16
;;     mov     w4, w2
;;     add     x17, x0, #4
;;     casal   w4, w3, [x17]                       ; trap: memory out of bounds
;;     mov     w0, w4
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $size: 16 bytes
;;     ldr     x0, [x28, &memory1.len]
;;     ldr     x0, [x0]
;;     lsr     x0, x0, #0x10
;;     ret
;;
;; $live_below: 176 bytes
;;     add     w0, w1, w1, lsl #1
;;     add     w4, w1, w1, lsl #2
;;     mov     w16, #7
;;     mul     w5, w1, w16
;;     add     w6, w1, w1, lsl #3
;;     mov     w16, #0xb
;;     mul     w7, w1, w16
;;     mov     w16, #0xd
;;     mul     w8, w2, w16
;;     add     w9, w3, w3, lsl #4
;;     tst     w7, #3
;;     b.ne    L1
;;     ldr     x10, [x28, &memory1.len]
;;     ldr     x17, [x10]
;;     add     x16, x7, #4
;;     cmp     x16, x17
;;     b.hi    L2
;;     ldr     x16, [x28, memory1.base]
;;     add     x7, x7, x16
;;     casal   w8, w9, [x7]                        ; trap: memory out of bounds
;;     mov     w16, #0x13
;;     mul     w7, w1, w16
;;     mov     w16, #0x15
;;     mul     w9, w3, w16
;;     tst     w7, #3
;;     b.ne    L3
;;     ldr     x10, [x28, &memory1.len]
;;     ldr     x17, [x10]
;;     add     x16, x7, #4
;;     cmp     x16, x17
;;     b.hi    L4
;;     ldr     x16, [x28, memory1.base]
;;     add     x7, x7, x16
;;     ldeoral w9, w9, [x7]                        ; trap: memory out of bounds
;;     add     w8, w8, w9
;;     add     w6, w6, w8
;;     add     w5, w5, w6
;;     add     w4, w4, w5
;;     add     w0, w0, w4
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;; L3:
;;     udf     #12                                 ; trap: unaligned atomic
;; L4:
;;     udf     #2                                  ; trap: memory out of bounds
