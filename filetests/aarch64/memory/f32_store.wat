;;! target = "aarch64"
;; f32.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f32)
    (f32.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x f32)
    (f32.store offset=16 (local.get $p) (f32.sqrt (local.get $x))))

  (func $constant (param $p i32)
    (f32.store (local.get $p) (f32.const 1.5)))

  (func $zero (param $p i32)
    (f32.store (local.get $p) (f32.const 0)))

  (func $constant_address (param $x f32)
    (f32.store (i32.const 1024) (local.get $x))))

;; $local: 8 bytes
;;     str     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 16 bytes
;;     fsqrt   s1, s0
;;     add     x15, x27, x1
;;     str     s1, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 12 bytes
;;     mov     w17, #0x3fc00000
;;     str     w17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $zero: 8 bytes
;;     str     wzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 8 bytes
;;     str     s0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
