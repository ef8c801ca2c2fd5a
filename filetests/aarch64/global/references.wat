;;! target = "aarch64"
;; Globals that hold references.

(module
  (global $f (mut funcref) (ref.null func))
  (elem declare func $get)

  (func $get (result funcref)
    (global.get $f))

  (func $set
    (global.set $f (ref.func $get)))

  (func $clear
    (global.set $f (ref.null func))))

;; $get: 8 bytes
;;     ldr     x0, [x28, global0]
;;     ret
;;
;; $set: 12 bytes
;;     add     x0, x28, ref $get
;;     str     x0, [x28, global0]
;;     ret
;;
;; $clear: 8 bytes
;;     str     xzr, [x28, global0]
;;     ret
