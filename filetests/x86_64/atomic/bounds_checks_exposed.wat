;;! target = "x86_64"
;;! bounds-checks = "explicit"
;;! spectre = "exposed"
;; The same without clamped addresses.

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

  (func $live_below (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.mul (local.get $p) (i32.const 3))
    (i32.mul (local.get $p) (i32.const 5))
    (i32.mul (local.get $p) (i32.const 7))
    (i32.mul (local.get $p) (i32.const 9))
    (i32.atomic.rmw.cmpxchg $m
      (i32.mul (local.get $p) (i32.const 11))
      (i32.mul (local.get $e) (i32.const 13))
      (i32.mul (local.get $v) (i32.const 17)))
    (i32.atomic.rmw.xor $m
      (i32.mul (local.get $p) (i32.const 19))
      (i32.mul (local.get $v) (i32.const 21)))
    i32.add i32.add i32.add i32.add i32.add)
)

;; $load: 42 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, edx
;;     mov     rcx, [r14 + &memory1.len]
;;     lea     r11, [rax + 0xc]
;;     cmp     r11, [rcx]
;;     ja      L2
;;     add     rax, [r14 + memory1.base]
;;     mov     eax, [rax + 8]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $store: 53 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     mov     rax, rdx
;;     add     rax, 4
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r8]
;;     ja      L2
;;     add     rax, [r14 + memory2.base]
;;     mov     r11d, ecx
;;     xchg    [rax - 4], r11d                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $add: 58 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     r8, [r14 + &memory2.len]
;;     mov     rax, rdx
;;     add     rax, 0x20
;;     sbb     r11, r11
;;     or      rax, r11
;;     cmp     rax, [r8]
;;     ja      L2
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
;; $or: 56 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     r8d, edx
;;     mov     r9, [r14 + &memory1.len]
;;     lea     r11, [r8 + 4]
;;     cmp     r11, [r9]
;;     ja      L3
;;     add     r8, [r14 + memory1.base]
;;     mov     eax, [r8]                           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     or      r11d, ecx
;;     lock cmpxchg [r8], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $cmpxchg: 48 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r9d, edx
;;     mov     r10, [r14 + &memory1.len]
;;     lea     r11, [r9 + 8]
;;     cmp     r11, [r10]
;;     ja      L2
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, ecx
;;     lock cmpxchg [r9 + 4], r8d                   ; trap: memory out of bounds
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
;;
;; $live_below: 207 bytes, 56 bytes of frame
;;     sub     rsp, 0x38
;;     lea     eax, [rdx + rdx*2]
;;     lea     r9d, [rdx + rdx*4]
;;     imul    r10d, edx, 7
;;     mov     [rsp], eax
;;     lea     eax, [rdx + rdx*8]
;;     mov     [rsp + 8], r9d
;;     imul    r9d, edx, 0xb
;;     mov     [rsp + 0x10], r10d
;;     imul    r10d, ecx, 0xd
;;     mov     [rsp + 0x18], eax
;;     imul    eax, r8d, 0x11
;;     mov     [rsp + 0x28], r10d
;;     mov     [rsp + 0x30], eax
;;     test    r9b, 3
;;     jne     L2
;;     mov     r10, [r14 + &memory1.len]
;;     lea     r11, [r9 + 4]
;;     cmp     r11, [r10]
;;     ja      L3
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, [rsp + 0x28]
;;     mov     r11d, [rsp + 0x30]
;;     lock cmpxchg [r9], r11d                      ; trap: memory out of bounds
;;     imul    r9d, edx, 0x13
;;     imul    r10d, r8d, 0x15
;;     mov     [rsp + 0x30], r10d
;;     mov     r10d, eax
;;     test    r9b, 3
;;     jne     L4
;;     mov     [rsp + 0x20], r10d
;;     mov     r10, [r14 + &memory1.len]
;;     lea     r11, [r9 + 4]
;;     cmp     r11, [r10]
;;     ja      L5
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, [r9]                           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, [rsp + 0x30]
;;     lock cmpxchg [r9], r11d
;;     jne     L1
;;     add     eax, [rsp + 0x20]
;;     add     eax, [rsp + 0x18]
;;     add     eax, [rsp + 0x10]
;;     add     eax, [rsp + 8]
;;     add     eax, [rsp]
;;     add     rsp, 0x38
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: memory out of bounds
;; L4:
;;     ud2                                         ; trap: unaligned atomic
;; L5:
;;     ud2                                         ; trap: memory out of bounds
