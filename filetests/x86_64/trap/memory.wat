;;! target = "x86_64"
;; Accesses out of bounds trap where they fault.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $store (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x))))

;; $load: 5 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;;
;; $store: 5 bytes
;;     mov     [rbx + rdx], cx                     ; trap: memory out of bounds
;;     ret
