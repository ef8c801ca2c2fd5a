;;! target = "aarch64"
;; Bitwise or of 32 bits: where the result goes.

(module
  (func $take (param i32))

  (func $other_local (param $x i32) (param $y i32) (result i32)
    (local $z i32)
    (local.set $z (i32.or (local.get $x) (local.get $y)))
    (local.get $z))

  (func $left_operand (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.or (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x i32) (param $y i32) (result i32)
    (local.set $y (i32.or (local.get $x) (local.get $y)))
    (local.get $y))

  (func $tee (param $x i32) (param $y i32) (result i32)
    (local $z i32)
    (i32.clz (local.tee $z (i32.or (local.get $x) (local.get $y)))))

  (func $argument (param $x i32) (param $y i32)
    (call $take (i32.or (local.get $x) (local.get $y)))))

;; $take: 4 bytes
;;     ret
;;
;; $other_local: 12 bytes
;;     orr     w12, w1, w2
;;     mov     w0, w12
;;     ret
;;
;; $left_operand: 12 bytes
;;     orr     w1, w1, w2
;;     mov     w0, w1
;;     ret
;;
;; $right_operand: 12 bytes
;;     orr     w2, w1, w2
;;     mov     w0, w2
;;     ret
;;
;; $tee: 12 bytes
;;     orr     w12, w1, w2
;;     clz     w0, w12
;;     ret
;;
;; $argument: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     orr     w1, w1, w2
;;     bl      $take
;;     ldr     x30, [sp], #0x10
;;     ret
