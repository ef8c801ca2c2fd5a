;;! target = "aarch64"
;; Atomic operators on other memories than the first, one of them with 64-bit addresses.

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
)

;; $load: 32 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     x0, [x28, memory1.base]
;;     add     x17, x0, x1
;;     add     x17, x17, #8
;;     ldar    w0, [x17]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $store: 44 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L2
;;     and     x0, x1, #0x3ffffffff
;;     ldr     x16, [x28, memory2.base]
;;     add     x0, x0, x16
;;     stlr    w2, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $add: 48 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     tst     x1, #0xfffffffc00000000
;;     b.ne    L2
;;     and     x0, x1, #0x3ffffffff
;;     ldr     x16, [x28, memory2.base]
;;     add     x0, x0, x16
;;     add     x17, x0, #0x18
;;     ldaddal x2, x0, [x17]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $or: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     x0, [x28, memory1.base]
;;     add     x17, x0, x1
;;     ldsetal w2, w0, [x17]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $cmpxchg: 40 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     ldr     x0, [x28, memory1.base]
;;     mov     w4, w2
;;     add     x17, x0, x1
;;     add     x17, x17, #4
;;     casal   w4, w3, [x17]                       ; trap: memory out of bounds
;;     mov     w0, w4
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $size: 16 bytes
;;     ldr     x0, [x28, &memory1.len]
;;     ldr     x0, [x0]
;;     lsr     x0, x0, #0x10
;;     ret
