;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i64.load16_s with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i64)
    (i64.load16_s (local.get $p)))

  (func $offset (param $p i32) (result i64)
    (i64.load16_s offset=16 (local.get $p)))

  (func $constant_inside (result i64)
    (i64.load16_s (i32.const 1024)))

  (func $constant_outside (result i64)
    (i64.load16_s (i32.const 0x10000))))

;; $local: 29 bytes
;;     lea     rax, [rdx + 2]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movsx   rax, word ptr [rbx + rax - 2]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 29 bytes
;;     lea     rax, [rdx + 0x12]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movsx   rax, word ptr [rbx + rax - 2]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_inside: 9 bytes
;;     movsx   rax, word ptr [rbx + 0x400]         ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 34 bytes
;;     mov     eax, 0x10000
;;     add     rax, 2
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movsx   rax, word ptr [rbx + rax - 2]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
