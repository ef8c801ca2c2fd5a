;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Offsets that do not fit an instruction, with comparisons in code.

(module
  (memory 1)

  (func $large (param $p i32) (result i32)
    (i32.load offset=0x100000 (local.get $p)))

  (func $beyond_31_bits (param $p i32) (result i32)
    (i32.load offset=0x90000000 (local.get $p))))

;; $large: 30 bytes
;;     lea     rax, [rdx + 0x100004]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $beyond_31_bits: 33 bytes
;;     mov     r11d, -0x6ffffffc
;;     lea     rax, [r11 + rdx]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
