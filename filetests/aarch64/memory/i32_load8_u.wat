;;! target = "aarch64"
;; i32.load8_u: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load8_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load8_u offset=16 (local.get $p)))

  (func $constant (result i32)
    (i32.load8_u (i32.const 1024)))

  (func $to_local (param $p i32) (param $x i32) (result i32)
    (local.set $x (i32.load8_u (local.get $p)))
    (local.get $x))

  (func $over_its_address (param $p i32) (result i32)
    (i32.load8_u (i32.add (local.get $p) (i32.const 8)))))

;; $local: 8 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $offset: 12 bytes
;;     add     x15, x27, x1
;;     ldrb    w0, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 8 bytes
;;     ldrb    w0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 12 bytes
;;     ldrb    w2, [x27, x1]                       ; trap: memory out of bounds
;;     mov     w0, w2
;;     ret
;;
;; $over_its_address: 12 bytes
;;     add     w0, w1, #8
;;     ldrb    w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
