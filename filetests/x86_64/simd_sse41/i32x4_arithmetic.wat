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

;; $i32x4_add: 5 bytes
;;     paddd   xmm0, xmm1
;;     ret
;;
;; $i32x4_sub: 5 bytes
;;     psubd   xmm0, xmm1
;;     ret
;;
;; $i32x4_mul: 6 bytes
;;     pmulld  xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     psubd   xmm0, xmm1
;;     ret
;;
;; $right_operand: 17 bytes
;;     movaps  xmm15, xmm0
;;     psubd   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $memory: 11 bytes
;;     movups  xmm15, [rbx + rdx]                  ; trap: memory out of bounds
;;     paddd   xmm0, xmm15
;;     ret
;;
;; $constant: 9 bytes
;;     paddd   xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
