;;! target = "aarch64"
;; More values than registers.

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

;; $live_below: 128 bytes
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
;;     ldr     x16, [x28, memory1.base]
;;     add     x7, x7, x16
;;     casal   w8, w9, [x7]                        ; trap: memory out of bounds
;;     mov     w16, #0x13
;;     mul     w7, w1, w16
;;     mov     w16, #0x15
;;     mul     w9, w3, w16
;;     tst     w7, #3
;;     b.ne    L2
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
;;     udf     #12                                 ; trap: unaligned atomic
