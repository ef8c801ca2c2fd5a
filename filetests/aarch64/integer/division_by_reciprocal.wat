;;! target = "aarch64"
;; Divisions by constants: the forms of reciprocals.

(module
  (memory 1)
  (func $incremented (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 7)))
  (func $to_local (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.rem_u (local.get $x) (i32.const 1000)))
    (i32.add (local.get $x) (local.get $y)))
  (func $negative (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -7)))
  (func $negative_power (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -16)))
  (func $of_load (param $p i32) (result i32)
    (i32.rem_s (i32.load (local.get $p)) (i32.const 100)))
  (func $wide_incremented (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 7)))
  (func $wide_corrected (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 100)))
  (func $wide_negative (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const -3)))
  (func $wide_of_load (param $p i32) (result i64)
    (i64.div_u (i64.load (local.get $p)) (i64.const 10)))
  (func $wide_power (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 0x10000000000))))

;; $incremented: 24 bytes
;;     add     x0, x1, #1
;;     mov     w16, #0x2492
;;     movk    w16, #0x9249, lsl #16
;;     mul     x0, x0, x16
;;     lsr     x0, x0, #0x22
;;     ret
;;
;; $to_local: 32 bytes
;;     mov     w16, #0x4dd3
;;     movk    w16, #0x1062, lsl #16
;;     mul     x0, x1, x16
;;     lsr     x0, x0, #0x26
;;     mov     w16, #0xfffffc18
;;     madd    w1, w0, w16, w1
;;     add     w0, w1, w2
;;     ret
;;
;; $negative: 32 bytes
;;     sxtw    x2, w1
;;     mov     w16, #0x2493
;;     movk    w16, #0x9249, lsl #16
;;     mul     x0, x2, x16
;;     asr     x0, x0, #0x22
;;     asr     w2, w1, #0x1f
;;     sub     w0, w2, w0
;;     ret
;;
;; $negative_power: 24 bytes
;;     add     w0, w1, #0xf
;;     cmp     w1, #0
;;     csel    w0, w1, w0, ge
;;     asr     w0, w0, #4
;;     neg     w0, w0
;;     ret
;;
;; $of_load: 40 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     sxtw    x3, w0
;;     mov     w16, #0x851f
;;     movk    w16, #0x51eb, lsl #16
;;     mul     x2, x3, x16
;;     asr     x2, x2, #0x25
;;     add     w2, w2, w0, lsr #31
;;     mov     w16, #0xffffff9c
;;     madd    w0, w2, w16, w0
;;     ret
;;
;; $wide_incremented: 28 bytes
;;     ldr     x16, =0x9249249249249249
;;     mul     x17, x1, x16
;;     umulh   x0, x1, x16
;;     cmn     x17, x16
;;     adc     x0, x0, xzr
;;     lsr     x0, x0, #2
;;     ret
;;     .const  0x9249249249249249
;;
;; $wide_corrected: 24 bytes
;;     ldr     x16, =0xa3d70a3d70a3d70b
;;     smulh   x0, x1, x16
;;     add     x0, x0, x1
;;     asr     x0, x0, #6
;;     add     x0, x0, x1, lsr #63
;;     ret
;;     .const  0xa3d70a3d70a3d70b
;;
;; $wide_negative: 20 bytes
;;     ldr     x16, =0x5555555555555556
;;     smulh   x0, x1, x16
;;     asr     x2, x1, #0x3f
;;     sub     x0, x2, x0
;;     ret
;;     .const  0x5555555555555556
;;
;; $wide_of_load: 20 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ldr     x16, =0xcccccccccccccccd
;;     umulh   x2, x0, x16
;;     lsr     x0, x2, #3
;;     ret
;;     .const  0xcccccccccccccccd
;;
;; $wide_power: 28 bytes
;;     mov     x16, #0xffffffffff
;;     add     x0, x1, x16
;;     cmp     x1, #0
;;     csel    x0, x1, x0, ge
;;     and     x0, x0, #0xffffff0000000000
;;     sub     x0, x1, x0
;;     ret
