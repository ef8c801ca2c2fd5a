;;! target = "x86_64"
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

;; $get_mutable: 7 bytes
;;     mov     rax, [r14 + &global0]
;;     mov     eax, [rax]
;;     ret
;;
;; $set_mutable: 7 bytes
;;     mov     rax, [r14 + &global0]
;;     mov     [rax], edx
;;     ret
;;
;; $get_immutable: 5 bytes
;;     mov     eax, [r14 + global1]
;;     ret
;;
;; $increment: 15 bytes
;;     mov     rax, [r14 + &global0]
;;     mov     eax, [rax]
;;     inc     eax
;;     mov     rcx, [r14 + &global0]
;;     mov     [rcx], eax
;;     ret
