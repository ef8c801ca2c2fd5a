;;! target = "aarch64"
;; Multiplication of 64 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.mul (local.get $x) (local.get $y)))

  (func $constant (param $x i64) (result i64)
    (i64.mul (local.get $x) (i64.const 100)))

  (func $constant_left (param $x i64) (result i64)
    (i64.mul (i64.const 100) (local.get $x)))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.mul (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $memory (param $x i64) (param $p i32) (result i64)
    (i64.mul (local.get $x) (i64.load (local.get $p))))

  (func $wide_constant (param $x i64) (result i64)
    (i64.mul (local.get $x) (i64.const 0x123456789abc))))

;; $locals: 8 bytes
;;     mul     x0, x1, x2
;;     ret
;;
;; $constant: 12 bytes
;;     mov     w16, #0x64
;;     mul     x0, x1, x16
;;     ret
;;
;; $constant_left: 12 bytes
;;     mov     w16, #0x64
;;     mul     x0, x1, x16
;;     ret
;;
;; $temporaries: 20 bytes
;;     clz     x0, x1
;;     rbit    x16, x2
;;     clz     x3, x16
;;     mul     x0, x0, x3
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     x16, [x27, x2]                      ; trap: memory out of bounds
;;     mul     x0, x1, x16
;;     ret
;;
;; $wide_constant: 20 bytes
;;     mov     x16, #0x9abc
;;     movk    x16, #0x5678, lsl #16
;;     movk    x16, #0x1234, lsl #32
;;     mul     x0, x1, x16
;;     ret
