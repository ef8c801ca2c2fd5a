;;! target = "aarch64"
;; Atomic loads of a shared memory.

(module
  (memory 1 1 shared)

  (func $i32_load (param $p i32) (result i32)
    (i32.atomic.load (local.get $p)))

  (func $i64_load (param $p i32) (result i64)
    (i64.atomic.load (local.get $p)))

  (func $i32_load8_u (param $p i32) (result i32)
    (i32.atomic.load8_u (local.get $p)))

  (func $i32_load16_u (param $p i32) (result i32)
    (i32.atomic.load16_u (local.get $p)))

  (func $i64_load8_u (param $p i32) (result i64)
    (i64.atomic.load8_u (local.get $p)))

  (func $i64_load16_u (param $p i32) (result i64)
    (i64.atomic.load16_u (local.get $p)))

  (func $i64_load32_u (param $p i32) (result i64)
    (i64.atomic.load32_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.atomic.load offset=1024 (local.get $p)))

  (func $offset_of_less_alignment (param $p i32) (result i64)
    (i64.atomic.load offset=12 (local.get $p)))

  (func $known_alignment (result i32)
    (i32.atomic.load offset=16 (i32.const 64)))

  (func $known_to_be_misaligned (result i32)
    (i32.atomic.load offset=17 (i32.const 64)))
)

;; $i32_load: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldar    w0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_load: 24 bytes
;;     tst     w1, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldar    x0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i32_load8_u: 12 bytes
;;     add     x15, x27, x1
;;     ldarb   w0, [x15]                           ; trap: memory out of bounds
;;     ret
;;
;; $i32_load16_u: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     ldarh   w0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_load8_u: 12 bytes
;;     add     x15, x27, x1
;;     ldarb   w0, [x15]                           ; trap: memory out of bounds
;;     ret
;;
;; $i64_load16_u: 20 bytes
;;     tbnz    w1, #0, L1
;;     add     x15, x27, x1
;;     ldarh   w0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $i64_load32_u: 24 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     ldar    w0, [x15]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $offset: 28 bytes
;;     tst     w1, #3
;;     b.ne    L1
;;     add     x15, x27, x1
;;     add     x17, x15, #0x400
;;     ldar    w0, [x17]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $offset_of_less_alignment: 32 bytes
;;     add     w17, w1, #4
;;     tst     w17, #7
;;     b.ne    L1
;;     add     x15, x27, x1
;;     add     x17, x15, #0xc
;;     ldar    x0, [x17]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
;;
;; $known_alignment: 12 bytes
;;     add     x17, x27, #0x50
;;     ldar    w0, [x17]                           ; trap: memory out of bounds
;;     ret
;;
;; $known_to_be_misaligned: 36 bytes
;;     mov     w0, #0x40
;;     add     w17, w0, #1
;;     tst     w17, #3
;;     b.ne    L1
;;     add     x15, x27, x0
;;     add     x17, x15, #0x11
;;     ldar    w0, [x17]                           ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #12                                 ; trap: unaligned atomic
