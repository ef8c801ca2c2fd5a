;;! target = "x86_64"
;; Atomic compare-exchange in a shared memory.

(module
  (memory 1 1 shared)

  (func $i32_rmw_cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw_cmpxchg (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $i32_rmw8_cmpxchg_u (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i32_rmw16_cmpxchg_u (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw8_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw8.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw16_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw16.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $i64_rmw32_cmpxchg_u (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw32.cmpxchg_u (local.get $p) (local.get $e) (local.get $v)))

  (func $dropped (param $p i32) (param $e i32) (param $v i32)
    (drop (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v))))

  (func $constants (param $p i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (i32.const 0) (i32.const 1)))

  (func $to_local (param $p i32) (param $e i32) (param $v i32) (result i32)
    (local.set $e (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (local.set $v (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (local.set $p (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))
    (i32.add (i32.add (local.get $p) (local.get $v)) (local.get $e)))

  (func $temporaries (param $p i32) (param $e i64) (param $v i64) (result i64)
    (i64.atomic.rmw32.cmpxchg_u
      (i32.mul (local.get $p) (i32.const 12))
      (i64.mul (local.get $e) (i64.const 10))
      (i64.mul (local.get $v) (i64.const 11))))

  (func $lock (param $p i32)
    (loop $again
      (br_if $again (i32.atomic.rmw.cmpxchg (local.get $p) (i32.const 0) (i32.const 1)))))
)

;; $i32_rmw_cmpxchg: 21 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw_cmpxchg: 22 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, rcx
;;     lock cmpxchg [rbx + rdx], r8                 ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_rmw8_cmpxchg_u: 12 bytes
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8b                ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i32_rmw16_cmpxchg_u: 25 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8w                ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw8_cmpxchg_u: 13 bytes
;;     mov     rax, rcx
;;     lock cmpxchg [rbx + rdx], r8b                ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i64_rmw16_cmpxchg_u: 26 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     rax, rcx
;;     lock cmpxchg [rbx + rdx], r8w                ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw32_cmpxchg_u: 24 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     rax, rcx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     mov     eax, eax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $dropped: 21 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $constants: 27 bytes
;;     test    dl, 3
;;     jne     L1
;;     xor     eax, eax
;;     mov     r11d, 1
;;     lock cmpxchg [rbx + rdx], r11d               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $to_local: 74 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     mov     ecx, eax
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     mov     r8d, eax
;;     test    dl, 3
;;     jne     L3
;;     mov     eax, ecx
;;     lock cmpxchg [rbx + rdx], r8d                ; trap: memory out of bounds
;;     mov     edx, eax
;;     lea     eax, [rdx + r8]
;;     add     eax, ecx
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $temporaries: 64 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     imul    eax, edx, 0xc
;;     imul    r9, rcx, 0xa
;;     imul    r10, r8, 0xb
;;     mov     [rsp + 8], r9
;;     mov     [rsp + 0x10], r10
;;     mov     r9d, eax
;;     test    r9b, 3
;;     jne     L1
;;     mov     rax, [rsp + 8]
;;     mov     r11d, [rsp + 0x10]
;;     lock cmpxchg [rbx + r9], r11d                ; trap: memory out of bounds
;;     mov     eax, eax
;;     add     rsp, 0x18
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $lock: 31 bytes
;; L1:
;;     test    dl, 3
;;     jne     L2
;;     xor     eax, eax
;;     mov     r11d, 1
;;     lock cmpxchg [rbx + rdx], r11d               ; trap: memory out of bounds
;;     test    eax, eax
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
