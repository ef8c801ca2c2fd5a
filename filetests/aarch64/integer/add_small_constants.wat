;;! target = "aarch64"
;; Constants for which there are shorter instructions, and those that are none.

(module
  (func $increment (param $x i32) (result i32)
    (local.set $x (i32.add (local.get $x) (i32.const 1)))
    (local.get $x))

  (func $decrement (param $x i32) (result i32)
    (local.set $x (i32.sub (local.get $x) (i32.const 1)))
    (local.get $x))

  (func $increment_64 (param $x i64) (result i64)
    (local.set $x (i64.add (local.get $x) (i64.const 1)))
    (local.get $x))

  (func $add_negative (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const -16)))

  (func $add_zero (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0)))

  (func $add_128 (param $x i32) (result i32)
    (local.set $x (i32.add (local.get $x) (i32.const 128)))
    (local.get $x)))

;; $increment: 12 bytes
;;     add     w1, w1, #1
;;     mov     w0, w1
;;     ret
;;
;; $decrement: 12 bytes
;;     sub     w1, w1, #1
;;     mov     w0, w1
;;     ret
;;
;; $increment_64: 12 bytes
;;     add     x1, x1, #1
;;     mov     x0, x1
;;     ret
;;
;; $add_negative: 8 bytes
;;     sub     w0, w1, #0x10
;;     ret
;;
;; $add_zero: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $add_128: 12 bytes
;;     add     w1, w1, #0x80
;;     mov     w0, w1
;;     ret
