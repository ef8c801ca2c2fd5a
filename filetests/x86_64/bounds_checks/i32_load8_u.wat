;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; i32.load8_u with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load8_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load8_u offset=16 (local.get $p)))

  (func $constant_inside (result i32)
    (i32.load8_u (i32.const 1024)))

  (func $constant_outside (result i32)
    (i32.load8_u (i32.const 0x10000))))

;; $local: 28 bytes
;;     lea     rax, [rdx + 1]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movzx   eax, byte ptr [rbx + rax - 1]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 28 bytes
;;     lea     rax, [rdx + 0x11]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movzx   eax, byte ptr [rbx + rax - 1]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_inside: 8 bytes
;;     movzx   eax, byte ptr [rbx + 0x400]         ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 32 bytes
;;     mov     eax, 0x10000
;;     inc     rax
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     movzx   eax, byte ptr [rbx + rax - 1]       ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
