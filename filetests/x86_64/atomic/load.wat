;;! target = "x86_64"
;; Atomic loads of a shared memory.

(module
  (memory 1 1 shared)

  (func $i32_load (param $p i32) (result i32)
    (i32.atomic.load (local.get $p)))

  (func $i64_load (param $p i32) (result i64)
    (i64.atomic.load (local.get $p)))

  (func $i32_load8_u (param $p i32) (result i32)
    (i32.atomic.load8_u (local.get $p)))

  (func $i32_load16_u (param $p i32) (result i32)
    (i32.atomic.load16_u (local.get $p)))

  (func $i64_load8_u (param $p i32) (result i64)
    (i64.atomic.load8_u (local.get $p)))

  (func $i64_load16_u (param $p i32) (result i64)
    (i64.atomic.load16_u (local.get $p)))

  (func $i64_load32_u (param $p i32) (result i64)
    (i64.atomic.load32_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.atomic.load offset=1024 (local.get $p)))

  (func $offset_of_less_alignment (param $p i32) (result i64)
    (i64.atomic.load offset=12 (local.get $p)))

  (func $known_alignment (result i32)
    (i32.atomic.load offset=16 (i32.const 64)))

  (func $known_to_be_misaligned (result i32)
    (i32.atomic.load offset=17 (i32.const 64)))
)

;; $i32_load: 16 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_load: 17 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_load8_u: 5 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     ret
;;
;; $i32_load16_u: 17 bytes
;;     test    dl, 1
;;     jne     L1
;;     movzx   eax, word ptr [rbx + rdx]           ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_load8_u: 5 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     ret
;;
;; $i64_load16_u: 17 bytes
;;     test    dl, 1
;;     jne     L1
;;     movzx   eax, word ptr [rbx + rdx]           ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_load32_u: 16 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $offset: 20 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, [rbx + rdx + 0x400]            ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $offset_of_less_alignment: 23 bytes
;;     lea     r11d, [rdx + 4]
;;     test    r11b, 7
;;     jne     L1
;;     mov     rax, [rbx + rdx + 0xc]              ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $known_alignment: 4 bytes
;;     mov     eax, [rbx + 0x50]                   ; trap: memory out of bounds
;;     ret
;;
;; $known_to_be_misaligned: 27 bytes
;;     mov     eax, 0x40
;;     lea     r11d, [rax + 1]
;;     test    r11b, 3
;;     jne     L1
;;     mov     eax, [rbx + rax + 0x11]             ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
