;;! target = "aarch64"
;; Imported globals: a mutable one is in the instance that owns it, an immutable one was copied.

(module
  (import "m" "counter" (global $counter (mut i32)))
  (import "m" "limit" (global $limit i32))

  (func $get_mutable (result i32)
    (global.get $counter))

  (func $set_mutable (param $x i32)
    (global.set $counter (local.get $x)))

  (func $get_immutable (result i32)
    (global.get $limit))

  (func $increment
    (global.set $counter (i32.add (global.get $counter) (i32.const 1)))))

;; $get_mutable: 12 bytes
;;     ldr     x0, [x28, &global0]
;;     ldr     w0, [x0]
;;     ret
;;
;; $set_mutable: 12 bytes
;;     ldr     x0, [x28, &global0]
;;     str     w1, [x0]
;;     ret
;;
;; $get_immutable: 8 bytes
;;     ldr     w0, [x28, global1]
;;     ret
;;
;; $increment: 24 bytes
;;     ldr     x0, [x28, &global0]
;;     ldr     w0, [x0]
;;     add     w0, w0, #1
;;     ldr     x1, [x28, &global0]
;;     str     w0, [x1]
;;     ret
