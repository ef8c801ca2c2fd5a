;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Each access is checked by itself.

(module
  (memory 1)

  (func $fields (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=4 (local.get $p))))

  (func $increment (param $p i32)
    (i32.store (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1)))))

;; $fields: 42 bytes
;;     lea     r11, [rdx + 4]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     lea     r11, [rdx + 8]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L2
;;     add     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $increment: 21 bytes
;;     lea     r11, [rdx + 4]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     inc     dword ptr [rbx + rdx]               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
