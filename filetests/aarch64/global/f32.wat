;;! target = "aarch64"
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

;; $get: 8 bytes
;;     ldr     s0, [x28, global0]
;;     ret
;;
;; $get_to_local: 8 bytes
;;     ldr     s0, [x28, global0]
;;     ret
;;
;; $set: 8 bytes
;;     str     s0, [x28, global0]
;;     ret
;;
;; $set_constant: 12 bytes
;;     mov     w17, #0x3fc00000
;;     str     w17, [x28, global0]
;;     ret
;;
;; $update: 16 bytes
;;     ldr     s1, [x28, global0]
;;     fadd    s1, s1, s0
;;     str     s1, [x28, global0]
;;     ret
