;;! target = "x86_64"
;; Globals of f64.

(module
  (global $g (mut f64) (f64.const 1.5))

  (func $get (result f64)
    (global.get $g))

  (func $get_to_local (param $x f64) (result f64)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x f64)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (f64.const 1.5)))

  (func $update (param $x f64)
    (global.set $g (f64.add (global.get $g) (local.get $x)))))

;; $get: 7 bytes
;;     vmovsd  xmm0, [r14 + global0]
;;     ret
;;
;; $get_to_local: 7 bytes
;;     vmovsd  xmm0, [r14 + global0]
;;     ret
;;
;; $set: 7 bytes
;;     vmovsd  [r14 + global0], xmm0
;;     ret
;;
;; $set_constant: 15 bytes
;;     mov     r11, 0x3ff8000000000000
;;     mov     [r14 + global0], r11
;;     ret
;;
;; $update: 17 bytes
;;     vmovsd  xmm1, [r14 + global0]
;;     vaddsd  xmm1, xmm1, xmm0
;;     vmovsd  [r14 + global0], xmm1
;;     ret
