;;! target = "x86_64"
;; An offset so large that the guard pages behind a memory do not reach it is checked.

(module
  (memory 1)

  (func $sixty_four_mebibytes (param $p i32) (result i32)
    (i32.load offset=0x4000000 (local.get $p)))

  (func $beyond_31_bits (param $p i32) (param $x i32)
    (i32.store offset=0x90000000 (local.get $p) (local.get $x))))

;; $sixty_four_mebibytes: 30 bytes
;;     lea     rax, [rdx + 0x4000004]
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
;;     mov     [rbx + rax - 4], ecx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
