;;! target = "aarch64"
;; Sums, differences of i8x16.

(module
  (memory 1)

  (func $i8x16_add (param $x v128) (param $y v128) (result v128)
    (i8x16.add (local.get $x) (local.get $y)))

  (func $i8x16_sub (param $x v128) (param $y v128) (result v128)
    (i8x16.sub (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (i8x16.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x v128) (param $y v128) (result v128)
    (local.set $y (i8x16.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (i8x16.add (local.get $x) (v128.load (local.get $p))))

  (func $constant (param $x v128) (result v128)
    (i8x16.add (local.get $x) (v128.const i32x4 1 2 3 4))))

;; $i8x16_add: 8 bytes
;;     add     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_sub: 8 bytes
;;     sub     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $in_place: 8 bytes
;;     sub     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $right_operand: 12 bytes
;;     sub     v1.16b, v0.16b, v1.16b
;;     mov     v0.16b, v1.16b
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     add     v0.16b, v0.16b, v31.16b
;;     ret
;;
;; $constant: 12 bytes
;;     ldr     q31, =0x00000004000000030000000200000001
;;     add     v0.16b, v0.16b, v31.16b
;;     ret
;;     .const  0x00000004000000030000000200000001
