;;! target = "x86_64"
;; An offset so large that the guard pages behind a memory do not reach it is checked.

(module
  (memory 1)

  (func $sixty_four_mebibytes (param $p i32) (result i32)
    (i32.load offset=0x4000000 (local.get $p)))

  (func $beyond_31_bits (param $p i32) (param $x i32)
    (i32.store offset=0x90000000 (local.get $p) (local.get $x))))

;; $sixty_four_mebibytes: 28 bytes
;;     lea     r11, [rdx + 0x4000004]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rdx + 0x4000000]        ; trap: memory out of bounds
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
;;     mov     [rbx + rax], ecx                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
