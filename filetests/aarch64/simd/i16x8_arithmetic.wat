;;! target = "aarch64"
;; Sums, differences and products of i16x8.

(module
  (memory 1)

  (func $i16x8_add (param $x v128) (param $y v128) (result v128)
    (i16x8.add (local.get $x) (local.get $y)))

  (func $i16x8_sub (param $x v128) (param $y v128) (result v128)
    (i16x8.sub (local.get $x) (local.get $y)))

  (func $i16x8_mul (param $x v128) (param $y v128) (result v128)
    (i16x8.mul (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (i16x8.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x v128) (param $y v128) (result v128)
    (local.set $y (i16x8.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (i16x8.add (local.get $x) (v128.load (local.get $p))))

  (func $constant (param $x v128) (result v128)
    (i16x8.add (local.get $x) (v128.const i32x4 1 2 3 4))))

;; $i16x8_add: 8 bytes
;;     add     v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_sub: 8 bytes
;;     sub     v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_mul: 8 bytes
;;     mul     v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $in_place: 8 bytes
;;     sub     v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $right_operand: 12 bytes
;;     sub     v1.8h, v0.8h, v1.8h
;;     mov     v0.16b, v1.16b
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     add     v0.8h, v0.8h, v31.8h
;;     ret
;;
;; $constant: 12 bytes
;;     ldr     q31, =0x00000004000000030000000200000001
;;     add     v0.8h, v0.8h, v31.8h
;;     ret
;;     .const  0x00000004000000030000000200000001
