;;! target = "aarch64"
;; f64.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f64)
    (f64.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x f64)
    (f64.store offset=16 (local.get $p) (f64.sqrt (local.get $x))))

  (func $constant (param $p i32)
    (f64.store (local.get $p) (f64.const 1.5)))

  (func $zero (param $p i32)
    (f64.store (local.get $p) (f64.const 0)))

  (func $constant_address (param $x f64)
    (f64.store (i32.const 1024) (local.get $x))))

;; $local: 8 bytes
;;     str     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 16 bytes
;;     fsqrt   d1, d0
;;     add     x15, x27, x1
;;     str     d1, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 12 bytes
;;     mov     x17, #0x3ff8000000000000
;;     str     x17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $zero: 8 bytes
;;     str     xzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 8 bytes
;;     str     d0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
