;;! target = "aarch64"
;; Multiplication of 32 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.mul (local.get $x) (local.get $y)))

  (func $constant (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 100)))

  (func $constant_left (param $x i32) (result i32)
    (i32.mul (i32.const 100) (local.get $x)))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.mul (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $memory (param $x i32) (param $p i32) (result i32)
    (i32.mul (local.get $x) (i32.load (local.get $p)))))

;; $locals: 8 bytes
;;     mul     w0, w1, w2
;;     ret
;;
;; $constant: 12 bytes
;;     mov     w16, #0x64
;;     mul     w0, w1, w16
;;     ret
;;
;; $constant_left: 12 bytes
;;     mov     w16, #0x64
;;     mul     w0, w1, w16
;;     ret
;;
;; $temporaries: 20 bytes
;;     clz     w0, w1
;;     rbit    w16, w2
;;     clz     w3, w16
;;     mul     w0, w0, w3
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     w16, [x27, x2]                      ; trap: memory out of bounds
;;     mul     w0, w1, w16
;;     ret
