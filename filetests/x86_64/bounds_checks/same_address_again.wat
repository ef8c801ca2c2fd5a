;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Each access is checked by itself.

(module
  (memory 1)

  (func $fields (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=4 (local.get $p))))

  (func $increment (param $p i32)
    (i32.store (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1)))))

;; $fields: 53 bytes
;;     lea     rax, [rdx + 4]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     lea     rcx, [rdx + 8]
;;     cmp     rcx, [r14 + memory0.len]
;;     ja      L2
;;     cmova   rcx, [r14 + clamped]
;;     add     eax, [rbx + rcx - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $increment: 55 bytes
;;     lea     rax, [rdx + 4]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     inc     eax
;;     lea     rcx, [rdx + 4]
;;     cmp     rcx, [r14 + memory0.len]
;;     ja      L2
;;     cmova   rcx, [r14 + clamped]
;;     mov     [rbx + rcx - 4], eax                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;; L2:
;;     ud2                                         ; trap: memory out of bounds
