;;! target = "aarch64"
;; i32.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i32)
    (i32.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x i32)
    (i32.store offset=16 (local.get $p) (i32.clz (local.get $x))))

  (func $constant (param $p i32)
    (i32.store (local.get $p) (i32.const 1000)))

  (func $zero (param $p i32)
    (i32.store (local.get $p) (i32.const 0)))

  (func $constant_address (param $x i32)
    (i32.store (i32.const 1024) (local.get $x))))

;; $local: 8 bytes
;;     str     w2, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 16 bytes
;;     clz     w0, w2
;;     add     x15, x27, x1
;;     str     w0, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 12 bytes
;;     mov     w17, #0x3e8
;;     str     w17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $zero: 8 bytes
;;     str     wzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 8 bytes
;;     str     w1, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
