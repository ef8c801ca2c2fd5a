;;! target = "aarch64"
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

;; $get: 8 bytes
;;     ldr     d0, [x28, global0]
;;     ret
;;
;; $get_to_local: 8 bytes
;;     ldr     d0, [x28, global0]
;;     ret
;;
;; $set: 8 bytes
;;     str     d0, [x28, global0]
;;     ret
;;
;; $set_constant: 12 bytes
;;     mov     x17, #0x3ff8000000000000
;;     str     x17, [x28, global0]
;;     ret
;;
;; $update: 16 bytes
;;     ldr     d1, [x28, global0]
;;     fadd    d1, d1, d0
;;     str     d1, [x28, global0]
;;     ret
