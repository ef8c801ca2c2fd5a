;;! target = "x86_64"
;; Globals of f32.

(module
  (global $g (mut f32) (f32.const 1.5))

  (func $get (result f32)
    (global.get $g))

  (func $get_to_local (param $x f32) (result f32)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x f32)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (f32.const 1.5)))

  (func $update (param $x f32)
    (global.set $g (f32.add (global.get $g) (local.get $x)))))

;; $get: 7 bytes
;;     vmovss  xmm0, [r14 + global0]
;;     ret
;;
;; $get_to_local: 7 bytes
;;     vmovss  xmm0, [r14 + global0]
;;     ret
;;
;; $set: 7 bytes
;;     vmovss  [r14 + global0], xmm0
;;     ret
;;
;; $set_constant: 9 bytes
;;     mov     dword ptr [r14 + global0], 0x3fc00000
;;     ret
;;
;; $update: 17 bytes
;;     vmovss  xmm1, [r14 + global0]
;;     vaddss  xmm1, xmm1, xmm0
;;     vmovss  [r14 + global0], xmm1
;;     ret
