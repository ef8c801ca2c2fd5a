;;! target = "x86_64"
;;! cpu = "baseline"
;; Sums, differences and products of i64x2. With SSE4.1.

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

;; $i64x2_add: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddq   xmm0, xmm1
;;     ret
;;
;; $i64x2_sub: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psubq   xmm0, xmm1
;;     ret
;;
;; $i64x2_mul: 57 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm15, xmm7
;;     psrlq   xmm15, 0x20
;;     pmuludq xmm15, xmm1
;;     movaps  xmm14, xmm1
;;     psrlq   xmm14, 0x20
;;     pmuludq xmm14, xmm7
;;     paddq   xmm15, xmm14
;;     psllq   xmm15, 0x20
;;     movaps  xmm0, xmm7
;;     pmuludq xmm0, xmm1
;;     paddq   xmm0, xmm15
;;     ret
;;
;; $in_place: 11 bytes
;;     movaps  xmm7, xmm0
;;     psubq   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $right_operand: 20 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm15, xmm7
;;     psubq   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $memory: 12 bytes
;;     movaps  xmm7, xmm0
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     paddq   xmm0, xmm7
;;     ret
;;
;; $constant: 15 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddq   xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
