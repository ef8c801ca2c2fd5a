;;! target = "aarch64"
;; Globals of i32.

(module
  (global $g (mut i32) (i32.const 7))

  (func $get (result i32)
    (global.get $g))

  (func $get_to_local (param $x i32) (result i32)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x i32)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (i32.const 7)))

  (func $update (param $x i32)
    (global.set $g (i32.add (global.get $g) (local.get $x)))))

;; $get: 8 bytes
;;     ldr     w0, [x28, global0]
;;     ret
;;
;; $get_to_local: 12 bytes
;;     ldr     w1, [x28, global0]
;;     mov     w0, w1
;;     ret
;;
;; $set: 8 bytes
;;     str     w1, [x28, global0]
;;     ret
;;
;; $set_constant: 12 bytes
;;     mov     w17, #7
;;     str     w17, [x28, global0]
;;     ret
;;
;; $update: 16 bytes
;;     ldr     w0, [x28, global0]
;;     add     w0, w0, w1
;;     str     w0, [x28, global0]
;;     ret
