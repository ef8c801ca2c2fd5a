;;! target = "aarch64"
;; The low half of a 64-bit integer.

(module
  (memory 1)

  (func $local (param $x i64) (result i32)
    (i32.wrap_i64 (local.get $x)))

  (func $temporary (param $x i64) (result i32)
    (i32.wrap_i64 (i64.shr_u (local.get $x) (i64.const 32))))

  (func $of_load (param $p i32) (result i32)
    (i32.wrap_i64 (i64.load (local.get $p))))

  (func $as_condition (param $x i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.wrap_i64 (local.get $x))))

  (func $as_address (param $x i64) (result i32)
    (i32.load (i32.wrap_i64 (local.get $x)))))

;; $local: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $temporary: 8 bytes
;;     lsr     x0, x1, #0x20
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     mov     w0, w0
;;     ret
;;
;; $as_condition: 12 bytes
;;     cmp     w1, #0
;;     csel    w0, w2, w3, ne
;;     ret
;;
;; $as_address: 12 bytes
;;     mov     w0, w1
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
