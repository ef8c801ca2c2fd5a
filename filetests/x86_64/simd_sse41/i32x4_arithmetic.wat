;;! target = "x86_64"
;;! cpu = "baseline"
;; Sums, differences and products of i32x4. With SSE4.1.

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

;; $i32x4_add: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddd   xmm0, xmm1
;;     ret
;;
;; $i32x4_sub: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psubd   xmm0, xmm1
;;     ret
;;
;; $i32x4_mul: 12 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     pmulld  xmm0, xmm1
;;     ret
;;
;; $in_place: 11 bytes
;;     movaps  xmm7, xmm0
;;     psubd   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $right_operand: 20 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm15, xmm7
;;     psubd   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $memory: 12 bytes
;;     movaps  xmm7, xmm0
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     paddd   xmm0, xmm7
;;     ret
;;
;; $constant: 15 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddd   xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
