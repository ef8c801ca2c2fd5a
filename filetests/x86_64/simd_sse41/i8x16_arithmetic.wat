;;! target = "x86_64"
;;! cpu = "baseline"
;; Sums, differences of i8x16. With SSE4.1.

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

;; $i8x16_add: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddb   xmm0, xmm1
;;     ret
;;
;; $i8x16_sub: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     psubb   xmm0, xmm1
;;     ret
;;
;; $in_place: 11 bytes
;;     movaps  xmm7, xmm0
;;     psubb   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $right_operand: 20 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm15, xmm7
;;     psubb   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $memory: 12 bytes
;;     movaps  xmm7, xmm0
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     paddb   xmm0, xmm7
;;     ret
;;
;; $constant: 15 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     paddb   xmm0, [=0x00000004000000030000000200000001]
;;     ret
;;     .const  0x00000004000000030000000200000001
