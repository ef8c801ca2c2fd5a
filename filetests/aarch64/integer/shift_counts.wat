;;! target = "aarch64"
;; Constant counts at the limits, and beyond.

(module
  (func $zero (param $x i32) (result i32)
    (i32.shl (local.get $x) (i32.const 0)))

  (func $one (param $x i32) (result i32)
    (i32.shl (local.get $x) (i32.const 1)))

  (func $most (param $x i32) (result i32)
    (i32.shr_s (local.get $x) (i32.const 31)))

  (func $modulo_32 (param $x i32) (result i32)
    (i32.shr_u (local.get $x) (i32.const 33)))

  (func $most_of_64 (param $x i64) (result i64)
    (i64.shr_u (local.get $x) (i64.const 63))))

;; $zero: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $one: 8 bytes
;;     lsl     w0, w1, #1
;;     ret
;;
;; $most: 8 bytes
;;     asr     w0, w1, #0x1f
;;     ret
;;
;; $modulo_32: 8 bytes
;;     lsr     w0, w1, #1
;;     ret
;;
;; $most_of_64: 8 bytes
;;     lsr     x0, x1, #0x3f
;;     ret
