;;! target = "x86_64"
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

;; $get: 5 bytes
;;     mov     rax, [r14 + global0]
;;     ret
;;
;; $set: 9 bytes
;;     lea     rax, [r14 + ref $get]
;;     mov     [r14 + global0], rax
;;     ret
;;
;; $clear: 9 bytes
;;     mov     qword ptr [r14 + global0], 0
;;     ret
