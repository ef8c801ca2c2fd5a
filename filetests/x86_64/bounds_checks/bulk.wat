;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Copies and fills of known length, with comparisons in code.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 16)))

  (func $fill (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 8))))

;; $copy: 55 bytes
;;     lea     rax, [rcx + 0x10]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     lea     r8, [rdx + 0x10]
;;     cmp     r8, [r14 + memory0.len]
;;     ja      L1
;;     cmova   r8, [r14 + clamped]
;;     vmovups xmm0, [rbx + rax - 0x10]            ; trap: memory out of bounds
;;     vmovups [rbx + r8 - 0x10], xmm0             ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $fill: 32 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     qword ptr [rbx + rax - 8], 0        ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
