;;! target = "aarch64"
;; Subtraction of 64 bits: where the result goes.

(module
  (func $take (param i64))

  (func $other_local (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (local.set $z (i64.sub (local.get $x) (local.get $y)))
    (local.get $z))

  (func $left_operand (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x i64) (param $y i64) (result i64)
    (local.set $y (i64.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $tee (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (i64.clz (local.tee $z (i64.sub (local.get $x) (local.get $y)))))

  (func $argument (param $x i64) (param $y i64)
    (call $take (i64.sub (local.get $x) (local.get $y)))))

;; $take: 4 bytes
;;     ret
;;
;; $other_local: 12 bytes
;;     sub     x12, x1, x2
;;     mov     x0, x12
;;     ret
;;
;; $left_operand: 12 bytes
;;     sub     x1, x1, x2
;;     mov     x0, x1
;;     ret
;;
;; $right_operand: 12 bytes
;;     sub     x2, x1, x2
;;     mov     x0, x2
;;     ret
;;
;; $tee: 12 bytes
;;     sub     x12, x1, x2
;;     clz     x0, x12
;;     ret
;;
;; $argument: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     sub     x1, x1, x2
;;     bl      $take
;;     ldr     x30, [sp], #0x10
;;     ret
