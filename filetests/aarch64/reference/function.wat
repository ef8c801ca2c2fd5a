;;! target = "aarch64"
;; A reference to a function is the address of its record in the context.

(module
  (elem declare func $first $second)

  (func $first (result funcref)
    (ref.func $first))

  (func $second (param $x funcref) (result funcref)
    (local.set $x (ref.func $second))
    (local.get $x)))

;; $first: 8 bytes
;;     add     x0, x28, ref $first
;;     ret
;;
;; $second: 12 bytes
;;     add     x1, x28, ref $second
;;     mov     x0, x1
;;     ret
