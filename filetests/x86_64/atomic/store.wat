;;! target = "x86_64"
;; Atomic stores to a shared memory.

(module
  (memory 1 1 shared)

  (func $i32_store (param $p i32) (param $v i32)
    (i32.atomic.store (local.get $p) (local.get $v)))

  (func $i64_store (param $p i32) (param $v i64)
    (i64.atomic.store (local.get $p) (local.get $v)))

  (func $i32_store8 (param $p i32) (param $v i32)
    (i32.atomic.store8 (local.get $p) (local.get $v)))

  (func $i32_store16 (param $p i32) (param $v i32)
    (i32.atomic.store16 (local.get $p) (local.get $v)))

  (func $i64_store8 (param $p i32) (param $v i64)
    (i64.atomic.store8 (local.get $p) (local.get $v)))

  (func $i64_store16 (param $p i32) (param $v i64)
    (i64.atomic.store16 (local.get $p) (local.get $v)))

  (func $i64_store32 (param $p i32) (param $v i64)
    (i64.atomic.store32 (local.get $p) (local.get $v)))

  (func $constants (param $p i32)
    (i32.atomic.store (local.get $p) (i32.const 0))
    (i64.atomic.store offset=8 (local.get $p) (i64.const 0x123456789abcdef))
    (i64.atomic.store16 offset=16 (local.get $p) (i64.const -1)))

  (func $temporary (param $p i32) (param $v i32)
    (i32.atomic.store (local.get $p) (i32.add (local.get $v) (i32.const 5))))
)

;; $i32_store: 20 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11d                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_store: 20 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     r11, rcx
;;     xchg    [rbx + rdx], r11                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_store8: 8 bytes
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11b                   ; trap: memory out of bounds
;;     ret
;;
;; $i32_store16: 21 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11w                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_store8: 8 bytes
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11b                   ; trap: memory out of bounds
;;     ret
;;
;; $i64_store16: 21 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11w                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_store32: 20 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11d                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $constants: 71 bytes
;;     test    dl, 3
;;     jne     L1
;;     xor     r11d, r11d
;;     xchg    [rbx + rdx], r11d                   ; trap: memory out of bounds
;;     test    dl, 7
;;     jne     L2
;;     mov     r11, 0x123456789abcdef
;;     xchg    [rbx + rdx + 8], r11                ; trap: memory out of bounds
;;     test    dl, 1
;;     jne     L3
;;     mov     r11d, -1
;;     xchg    [rbx + rdx + 0x10], r11w            ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $temporary: 19 bytes
;;     lea     eax, [rcx + 5]
;;     test    dl, 3
;;     jne     L1
;;     xchg    [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
