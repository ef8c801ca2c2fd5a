;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; The length of a shared memory is where the context says.

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

;; $load: 45 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     rcx, [r14 + &memory1.len]
;;     lea     rax, [rdx + 0xc]
;;     cmp     rax, [rcx]
;;     ja      L2
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory1.base]
;;     mov     eax, [rax - 4]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 58 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     mov     rax, rdx
;;     add     rax, 4
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r8]
;;     ja      L2
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory2.base]
;;     mov     r11d, ecx
;;     xchg    [rax - 4], r11d                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $add: 63 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     mov     rax, rdx
;;     add     rax, 0x20
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r8]
;;     ja      L2
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory2.base]
;;     mov     r8, rcx
;;     lock xadd [rax - 8], r8                      ; trap: memory out of bounds
;;     mov     rax, r8
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $or: 60 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     r9, [r14 + &memory1.len]
;;     lea     r8, [rdx + 4]
;;     cmp     r8, [r9]
;;     ja      L3
;;     cmova   r8, [r14 + clamped]
;;     add     r8, [r14 + memory1.base]
;;     mov     eax, [r8 - 4]                       ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     or      r11d, ecx
;;     lock cmpxchg [r8 - 4], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $cmpxchg: 50 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r10, [r14 + &memory1.len]
;;     lea     r9, [rdx + 8]
;;     cmp     r9, [r10]
;;     ja      L2
;;     cmova   r9, [r14 + clamped]
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, ecx
;;     lock cmpxchg [r9 - 4], r8d                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $size: 12 bytes
;;     mov     rax, [r14 + &memory1.len]
;;     mov     rax, [rax]
;;     shr     rax, 0x10
;;     ret
