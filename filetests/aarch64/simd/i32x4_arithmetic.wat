;;! target = "aarch64"
;; Sums, differences and products of i32x4.

(module
  (memory 1)

  (func $i32x4_add (param $x v128) (param $y v128) (result v128)
    (i32x4.add (local.get $x) (local.get $y)))

  (func $i32x4_sub (param $x v128) (param $y v128) (result v128)
    (i32x4.sub (local.get $x) (local.get $y)))

  (func $i32x4_mul (param $x v128) (param $y v128) (result v128)
    (i32x4.mul (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (i32x4.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x v128) (param $y v128) (result v128)
    (local.set $y (i32x4.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (i32x4.add (local.get $x) (v128.load (local.get $p))))

  (func $constant (param $x v128) (result v128)
    (i32x4.add (local.get $x) (v128.const i32x4 1 2 3 4))))

;; $i32x4_add: 8 bytes
;;     add     v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_sub: 8 bytes
;;     sub     v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_mul: 8 bytes
;;     mul     v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $in_place: 8 bytes
;;     sub     v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $right_operand: 12 bytes
;;     sub     v1.4s, v0.4s, v1.4s
;;     mov     v0.16b, v1.16b
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     add     v0.4s, v0.4s, v31.4s
;;     ret
;;
;; $constant: 12 bytes
;;     ldr     q31, =0x00000004000000030000000200000001
;;     add     v0.4s, v0.4s, v31.4s
;;     ret
;;     .const  0x00000004000000030000000200000001
