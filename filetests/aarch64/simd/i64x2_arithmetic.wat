;;! target = "aarch64"
;; Sums, differences and products of i64x2.

(module
  (memory 1)

  (func $i64x2_add (param $x v128) (param $y v128) (result v128)
    (i64x2.add (local.get $x) (local.get $y)))

  (func $i64x2_sub (param $x v128) (param $y v128) (result v128)
    (i64x2.sub (local.get $x) (local.get $y)))

  (func $i64x2_mul (param $x v128) (param $y v128) (result v128)
    (i64x2.mul (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (i64x2.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x v128) (param $y v128) (result v128)
    (local.set $y (i64x2.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (i64x2.add (local.get $x) (v128.load (local.get $p))))

  (func $constant (param $x v128) (result v128)
    (i64x2.add (local.get $x) (v128.const i32x4 1 2 3 4))))

;; $i64x2_add: 8 bytes
;;     add     v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $i64x2_sub: 8 bytes
;;     sub     v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $i64x2_mul: 32 bytes
;;     rev64   v31.4s, v1.4s
;;     mul     v31.4s, v31.4s, v0.4s
;;     addp    v31.4s, v31.4s, v31.4s
;;     xtn     v30.2s, v0.2d
;;     shll    v0.2d, v31.2s, #0x20
;;     xtn     v31.2s, v1.2d
;;     umlal   v0.2d, v30.2s, v31.2s
;;     ret
;;
;; $in_place: 8 bytes
;;     sub     v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $right_operand: 12 bytes
;;     sub     v1.2d, v0.2d, v1.2d
;;     mov     v0.16b, v1.16b
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     add     v0.2d, v0.2d, v31.2d
;;     ret
;;
;; $constant: 12 bytes
;;     ldr     q31, =0x00000004000000030000000200000001
;;     add     v0.2d, v0.2d, v31.2d
;;     ret
;;     .const  0x00000004000000030000000200000001
