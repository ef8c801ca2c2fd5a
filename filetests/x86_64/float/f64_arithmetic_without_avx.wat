;;! target = "x86_64"
;;! cpu = "no avx"
;; Arithmetic of f64, with the two operands of SSE.

(module
  (func $three_registers (param $x f64) (param $y f64) (result f64)
    (local $z f64)
    (local.set $z (f64.sub (local.get $x) (local.get $y)))
    (local.get $z))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.mul (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x f64) (param $y f64) (result f64)
    (local.set $y (f64.div (local.get $x) (local.get $y)))
    (local.get $y))

  (func $minimum (param $x f64) (param $y f64) (result f64)
    (f64.min (local.get $x) (local.get $y)))

  (func $copysign (param $x f64) (param $y f64) (result f64)
    (f64.copysign (local.get $x) (local.get $y)))

  (func $negative (param $x f64) (result f64)
    (f64.neg (local.get $x))))

;; $three_registers: 11 bytes
;;     movaps  xmm7, xmm0
;;     subsd   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $in_place: 5 bytes
;;     mulsd   xmm0, xmm1
;;     ret
;;
;; $right_operand: 17 bytes
;;     movaps  xmm15, xmm0
;;     divsd   xmm15, xmm1
;;     movaps  xmm1, xmm15
;;     movaps  xmm0, xmm1
;;     ret
;;
;; $minimum: 28 bytes
;;     ucomisd xmm0, xmm1
;;     je      L2
;;     minsd   xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     orps    xmm0, xmm1
;;     jmp     L1
;; L3:
;;     addsd   xmm0, xmm1
;;     jmp     L1
;;
;; $copysign: 24 bytes
;;     movaps  xmm15, xmm1
;;     andps   xmm15, [=0x80000000000000008000000000000000]
;;     andps   xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     orps    xmm0, xmm15
;;     ret
;;     .const  0x80000000000000008000000000000000
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $negative: 8 bytes
;;     xorps   xmm0, [=0x80000000000000008000000000000000]
;;     ret
;;     .const  0x80000000000000008000000000000000
