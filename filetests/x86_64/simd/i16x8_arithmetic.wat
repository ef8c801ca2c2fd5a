;;! target = "x86_64"
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

;; $i16x8_add: 5 bytes
;;     vpaddw  xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_sub: 5 bytes
;;     vpsubw  xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_mul: 5 bytes
;;     vpmullw xmm0, xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     vpsubw  xmm0, xmm0, xmm1
;;     ret
;;
;; $right_operand: 9 bytes
;;     vpsubw  xmm1, xmm0, xmm1
;;     vmovaps xmm0, xmm1
;;     ret
;;
;; $memory: 6 bytes
;;     vpaddw  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 9 bytes
;;     vpaddw  xmm0, xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
