;;! target = "x86_64"
;; Trailing zeros of 64 bits.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.ctz (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.ctz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.ctz (i64.load (local.get $p)))))

;; $local: 6 bytes
;;     tzcnt   rax, rdx
;;     ret
;;
;; $in_place: 9 bytes
;;     tzcnt   rdx, rdx
;;     mov     rax, rdx
;;     ret
;;
;; $of_load: 10 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     tzcnt   rax, rax
;;     ret
