;;! target = "aarch64"
;; Elements of arrays, their index scaled.

(module
  (memory 1)

  (func $word (param $base i32) (param $i i32) (result i32)
    (i32.load (i32.add (local.get $base) (i32.shl (local.get $i) (i32.const 2)))))

  (func $double (param $base i32) (param $i i32) (result f64)
    (f64.load offset=8 (i32.add (local.get $base) (i32.mul (local.get $i) (i32.const 8)))))

  (func $byte (param $base i32) (param $i i32) (result i32)
    (i32.load8_u (i32.add (local.get $base) (local.get $i)))))

;; $word: 12 bytes
;;     add     w0, w1, w2, lsl #2
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;;
;; $double: 16 bytes
;;     add     w0, w1, w2, lsl #3
;;     add     x15, x27, x0
;;     ldr     d0, [x15, #8]                       ; trap: memory out of bounds
;;     ret
;;
;; $byte: 12 bytes
;;     add     w0, w1, w2
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
