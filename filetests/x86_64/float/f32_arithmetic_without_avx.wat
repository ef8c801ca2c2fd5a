;;! target = "x86_64"
;;! cpu = "no avx"
;; Arithmetic of f32, with the two operands of SSE.

(module
  (func $three_registers (param $x f32) (param $y f32) (result f32)
    (local $z f32)
    (local.set $z (f32.sub (local.get $x) (local.get $y)))
    (local.get $z))

  (func $in_place (param $x f32) (param $y f32) (result f32)
    (local.set $x (f32.mul (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x f32) (param $y f32) (result f32)
    (local.set $y (f32.div (local.get $x) (local.get $y)))
    (local.get $y))

  (func $minimum (param $x f32) (param $y f32) (result f32)
    (f32.min (local.get $x) (local.get $y)))

  (func $copysign (param $x f32) (param $y f32) (result f32)
    (f32.copysign (local.get $x) (local.get $y)))

  (func $negative (param $x f32) (result f32)
    (f32.neg (local.get $x))))

;; $three_registers: 11 bytes
;;     movaps  xmm7, xmm0
;;     subss   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $in_place: 5 bytes
;;     mulss   xmm0, xmm1
;;     ret
;;
;; $right_operand: 17 bytes
;;     movaps  xmm15, xmm0
;;     divss   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $minimum: 27 bytes
;;     ucomiss xmm0, xmm1
;;     je      L2
;;     minss   xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     orps    xmm0, xmm1
;;     jmp     L1
;; L3:
;;     addss   xmm0, xmm1
;;     jmp     L1
;;
;; $copysign: 24 bytes
;;     movaps  xmm15, xmm1
;;     andps   xmm15, [=0x80000000800000008000000080000000]
;;     andps   xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     orps    xmm0, xmm15
;;     ret
;;     .const  0x80000000800000008000000080000000
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $negative: 8 bytes
;;     xorps   xmm0, [=0x80000000800000008000000080000000]
;;     ret
;;     .const  0x80000000800000008000000080000000
