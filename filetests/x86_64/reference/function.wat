;;! target = "x86_64"
;; A reference to a function is the address of its record in the context.

(module
  (elem declare func $first $second)

  (func $first (result funcref)
    (ref.func $first))

  (func $second (param $x funcref) (result funcref)
    (local.set $x (ref.func $second))
    (local.get $x)))

;; $first: 5 bytes
;;     lea     rax, [r14 + ref $first]
;;     ret
;;
;; $second: 8 bytes
;;     lea     rdx, [r14 + ref $second]
;;     mov     rax, rdx
;;     ret
