;;! target = "aarch64"
;; Globals of i64.

(module
  (global $g (mut i64) (i64.const 7))

  (func $get (result i64)
    (global.get $g))

  (func $get_to_local (param $x i64) (result i64)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x i64)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (i64.const 7)))

  (func $update (param $x i64)
    (global.set $g (i64.add (global.get $g) (local.get $x)))))

;; $get: 8 bytes
;;     ldr     x0, [x28, global0]
;;     ret
;;
;; $get_to_local: 12 bytes
;;     ldr     x1, [x28, global0]
;;     mov     x0, x1
;;     ret
;;
;; $set: 8 bytes
;;     str     x1, [x28, global0]
;;     ret
;;
;; $set_constant: 12 bytes
;;     mov     w17, #7
;;     str     x17, [x28, global0]
;;     ret
;;
;; $update: 16 bytes
;;     ldr     x0, [x28, global0]
;;     add     x0, x0, x1
;;     str     x0, [x28, global0]
;;     ret
