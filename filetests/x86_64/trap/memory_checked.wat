;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Accesses out of bounds trap by a comparison.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $store (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x))))

;; $load: 28 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     rax, [rbx + rax - 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 28 bytes
;;     lea     rax, [rdx + 2]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     [rbx + rax - 2], cx                 ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
