;;! target = "x86_64"
;; An address that was loaded itself.

(module
  (memory 1)

  (func $next_of_next (param $p i32) (result i32)
    (i32.load offset=4 (i32.load offset=4 (local.get $p))))

  (func $last (param $p i32) (result i32) (local $next i32)
    (loop $again
      (if (local.tee $next (i32.load (local.get $p)))
        (then
          (local.set $p (local.get $next))
          (br $again))))
    (local.get $p)))

;; $next_of_next: 9 bytes
;;     mov     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     mov     eax, [rbx + rax + 4]                ; trap: memory out of bounds
;;     ret
;;
;; $last: 21 bytes
;; L1:
;;     mov     r10d, [rbx + rdx]                   ; trap: memory out of bounds
;;     test    r10d, r10d
;;     je      L2
;;     mov     edx, r10d
;;     jmp     L1
;; L2:
;;     mov     eax, edx
;;     ret
