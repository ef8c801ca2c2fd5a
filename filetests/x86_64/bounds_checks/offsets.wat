;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Offsets that do not fit an instruction, with comparisons in code.

(module
  (memory 1)

  (func $large (param $p i32) (result i32)
    (i32.load offset=0x100000 (local.get $p)))

  (func $beyond_31_bits (param $p i32) (result i32)
    (i32.load offset=0x90000000 (local.get $p))))

;; $large: 28 bytes
;;     lea     r11, [rdx + 0x100004]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rdx + 0x100000]         ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $beyond_31_bits: 37 bytes
;;     mov     r11d, -0x6ffffffc
;;     add     r11, rdx
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, edx
;;     mov     r11d, -0x70000000
;;     add     rax, r11
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
