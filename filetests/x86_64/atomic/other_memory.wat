;;! target = "x86_64"
;; Atomic operators on other memories than the first, one of them with 64-bit addresses.

(module
  (memory 1)
  (memory $m 1 1 shared)
  (memory $n i64 1 1 shared)

  (func $load (param $p i32) (result i32)
    (i32.atomic.load $m offset=8 (local.get $p)))

  (func $store (param $p i64) (param $v i32)
    (i32.atomic.store $n (local.get $p) (local.get $v)))

  (func $add (param $p i64) (param $v i64) (result i64)
    (i64.atomic.rmw.add $n offset=24 (local.get $p) (local.get $v)))

  (func $or (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.or $m (local.get $p) (local.get $v)))

  (func $cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg $m offset=4 (local.get $p) (local.get $e) (local.get $v)))

  (func $size (result i32)
    (memory.size $m))
)

;; $load: 21 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     rax, [r14 + memory1.base]
;;     mov     eax, [rax + rdx + 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $store: 47 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     cmp     rdx, [r8]
;;     jae     L2
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     add     rax, [r14 + memory2.base]
;;     mov     r11d, ecx
;;     xchg    [rax], r11d                         ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $add: 53 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     cmp     rdx, [r8]
;;     jae     L2
;;     mov     rax, rdx
;;     cmovae  rax, [r14 + zero]
;;     add     rax, [r14 + memory2.base]
;;     mov     r8, rcx
;;     lock xadd [rax + 0x18], r8                   ; trap: memory out of bounds
;;     mov     rax, r8
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $or: 35 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     r8, [r14 + memory1.base]
;;     mov     eax, [r8 + rdx]                     ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     or      r11d, ecx
;;     lock cmpxchg [r8 + rdx], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $cmpxchg: 26 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r9, [r14 + memory1.base]
;;     mov     eax, ecx
;;     lock cmpxchg [r9 + rdx + 4], r8d             ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $size: 12 bytes
;;     mov     rax, [r14 + &memory1.len]
;;     mov     rax, [rax]
;;     shr     rax, 0x10
;;     ret
