;;! target = "aarch64"
;; Values beyond what the temporaries hold: the oldest goes to the frame.

(module
  (func $integers (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.const 1))
    (i32.add (local.get $x) (i32.const 2))
    (i32.add (local.get $x) (i32.const 3))
    (i32.add (local.get $x) (i32.const 4))
    (i32.add (local.get $x) (i32.const 5))
    (i32.add (local.get $x) (i32.const 6))
    (i32.add (local.get $x) (i32.const 7))
    (i32.add (local.get $x) (i32.const 8))
    (i32.add (local.get $x) (i32.const 9))
    (i32.add (local.get $x) (i32.const 10))
    (i32.add (local.get $x) (i32.const 11))
    (i32.add (local.get $x) (i32.const 12))
    (i32.add (local.get $x) (i32.const 13))
    (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor)
    (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor)))

;; $integers: 120 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     add     w0, w1, #1
;;     add     w2, w1, #2
;;     add     w3, w1, #3
;;     add     w4, w1, #4
;;     add     w5, w1, #5
;;     add     w6, w1, #6
;;     add     w7, w1, #7
;;     add     w8, w1, #8
;;     add     w9, w1, #9
;;     add     w10, w1, #0xa
;;     add     w11, w1, #0xb
;;     add     w12, w1, #0xc
;;     str     w0, [sp]
;;     add     w0, w1, #0xd
;;     eor     w12, w12, w0
;;     eor     w11, w11, w12
;;     eor     w10, w10, w11
;;     eor     w9, w9, w10
;;     eor     w8, w8, w9
;;     eor     w7, w7, w8
;;     eor     w6, w6, w7
;;     eor     w5, w5, w6
;;     eor     w4, w4, w5
;;     eor     w3, w3, w4
;;     eor     w2, w2, w3
;;     ldr     w16, [sp]
;;     eor     w0, w2, w16
;;     add     sp, sp, #0x10
;;     ret
