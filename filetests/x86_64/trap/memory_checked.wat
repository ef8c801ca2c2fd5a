;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Accesses out of bounds trap by a comparison.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $store (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x))))

;; $load: 22 bytes
;;     lea     r11, [rdx + 8]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 22 bytes
;;     lea     r11, [rdx + 2]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     [rbx + rdx], cx                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
