;;! target = "aarch64"
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

;; $next_of_next: 20 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x15, x27, x0
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     ret
;;
;; $last: 24 bytes
;; L1:
;;     ldr     w12, [x27, x1]                      ; trap: memory out of bounds
;;     cbz     w12, L2
;;     mov     w1, w12
;;     b       L1
;; L2:
;;     mov     w0, w1
;;     ret
