;;! target = "x86_64"
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

;; $i32x4_add: 5 bytes
;;     vpaddd  xmm0, xmm0, xmm1
;;     ret
;;
;; $i32x4_sub: 5 bytes
;;     vpsubd  xmm0, xmm0, xmm1
;;     ret
;;
;; $i32x4_mul: 6 bytes
;;     vpmulld xmm0, xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     vpsubd  xmm0, xmm0, xmm1
;;     ret
;;
;; $right_operand: 9 bytes
;;     vpsubd  xmm1, xmm0, xmm1
;;     vmovaps xmm0, xmm1
;;     ret
;;
;; $memory: 6 bytes
;;     vpaddd  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 9 bytes
;;     vpaddd  xmm0, xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
