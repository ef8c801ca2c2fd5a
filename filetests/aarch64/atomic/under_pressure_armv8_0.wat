;;! target = "aarch64"
;;! cpu = "baseline"
;; More values than registers, on ARMv8.0.

(module
  (memory 1)
  (memory $m 1 1 shared)

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

;; $live_below: 156 bytes
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
;;     b.ne    L4
;;     ldr     x16, [x28, memory1.base]
;;     add     x7, x7, x16
;; L1:
;;     ldaxr   w10, [x7]                           ; trap: memory out of bounds
;;     cmp     w10, w8
;;     b.ne    L2
;;     stlxr   w17, w9, [x7]
;;     cbnz    w17, L1
;; L2:
;;     mov     w16, #0x13
;;     mul     w7, w1, w16
;;     mov     w16, #0x15
;;     mul     w8, w3, w16
;;     tst     w7, #3
;;     b.ne    L5
;;     ldr     x16, [x28, memory1.base]
;;     add     x7, x7, x16
;; L3:
;;     ldaxr   w9, [x7]                            ; trap: memory out of bounds
;;     eor     w16, w9, w8
;;     stlxr   w17, w16, [x7]
;;     cbnz    w17, L3
;;     add     w10, w10, w9
;;     add     w6, w6, w10
;;     add     w5, w5, w6
;;     add     w4, w4, w5
;;     add     w0, w0, w4
;;     ret
;; L4:
;;     udf     #12                                 ; trap: unaligned atomic
;; L5:
;;     udf     #12                                 ; trap: unaligned atomic
