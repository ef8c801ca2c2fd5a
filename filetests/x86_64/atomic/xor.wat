;;! target = "x86_64"
;; Atomic read-modify-write of a shared memory: `xor`.

(module
  (memory 1 1 shared)

  (func $i32_rmw_xor (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xor (local.get $p) (local.get $v)))

  (func $i64_rmw_xor (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.xor (local.get $p) (local.get $v)))

  (func $i32_rmw8_xor_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.xor_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_xor_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.xor_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_xor_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.xor_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_xor_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.xor_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_xor_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.xor_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.xor (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.xor_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.xor_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.xor offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.xor (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.xor (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.xor (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.xor (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xor
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_xor: 30 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw_xor: 31 bytes
;;     test    dl, 7
;;     jne     L2
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11, rax
;;     xor     r11, rcx
;;     lock cmpxchg [rbx + rdx], r11
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_rmw8_xor_u: 19 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11b
;;     jne     L1
;;     ret
;;
;; $i32_rmw16_xor_u: 32 bytes
;;     test    dl, 1
;;     jne     L2
;;     movzx   eax, word ptr [rbx + rdx]           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11w
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw8_xor_u: 19 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11b
;;     jne     L1
;;     ret
;;
;; $i64_rmw16_xor_u: 32 bytes
;;     test    dl, 1
;;     jne     L2
;;     movzx   eax, word ptr [rbx + rdx]           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11w
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw32_xor_u: 30 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $dropped: 59 bytes
;;     test    dl, 3
;;     jne     L1
;;     lock xor [rbx + rdx], ecx                    ; trap: memory out of bounds
;;     lock xor [rbx + rdx], cl                     ; trap: memory out of bounds
;;     test    dl, 1
;;     jne     L2
;;     lock xor [rbx + rdx + 2], r8w                ; trap: memory out of bounds
;;     test    dl, 7
;;     jne     L3
;;     lock xor qword ptr [rbx + rdx + 8], 1        ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $constant: 34 bytes
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, 0x12345
;;     lock cmpxchg [rbx + rdx], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $wide_constant: 38 bytes
;;     test    dl, 7
;;     jne     L2
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11, 0x123456789abcdef
;;     xor     r11, rax
;;     lock cmpxchg [rbx + rdx], r11
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $to_local: 66 bytes
;;     test    dl, 3
;;     jne     L3
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11d
;;     jne     L1
;;     mov     ecx, eax
;;     test    dl, 3
;;     jne     L4
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;; L2:
;;     mov     r11d, eax
;;     xor     r11d, ecx
;;     lock cmpxchg [rbx + rdx], r11d
;;     jne     L2
;;     mov     edx, eax
;;     lea     eax, [rdx + rcx]
;;     ret
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;; L4:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $temporaries: 42 bytes
;;     imul    eax, edx, 0xc
;;     imul    r8d, ecx, 0xa
;;     mov     r9d, eax
;;     test    r9b, 3
;;     jne     L2
;;     mov     eax, [rbx + r9]                     ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, r8d
;;     lock cmpxchg [rbx + r9], r11d
;;     jne     L1
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
