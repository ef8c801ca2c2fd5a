;;! target = "x86_64"
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

;; $i64x2_add: 5 bytes
;;     vpaddq  xmm0, xmm0, xmm1
;;     ret
;;
;; $i64x2_sub: 5 bytes
;;     vpsubq  xmm0, xmm0, xmm1
;;     ret
;;
;; $i64x2_mul: 38 bytes
;;     vpsrlq  xmm15, xmm0, 0x20
;;     vpmuludq xmm15, xmm15, xmm1
;;     vpsrlq  xmm14, xmm1, 0x20
;;     vpmuludq xmm14, xmm14, xmm0
;;     vpaddq  xmm15, xmm15, xmm14
;;     vpsllq  xmm15, xmm15, 0x20
;;     vpmuludq xmm0, xmm0, xmm1
;;     vpaddq  xmm0, xmm15, xmm0
;;     ret
;;
;; $in_place: 5 bytes
;;     vpsubq  xmm0, xmm0, xmm1
;;     ret
;;
;; $right_operand: 9 bytes
;;     vpsubq  xmm1, xmm0, xmm1
;;     vmovaps xmm0, xmm1
;;     ret
;;
;; $memory: 6 bytes
;;     vpaddq  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 9 bytes
;;     vpaddq  xmm0, xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
