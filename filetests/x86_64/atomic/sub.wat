;;! target = "x86_64"
;; Atomic read-modify-write of a shared memory: `sub`.

(module
  (memory 1 1 shared)

  (func $i32_rmw_sub (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.sub (local.get $p) (local.get $v)))

  (func $i64_rmw_sub (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.sub (local.get $p) (local.get $v)))

  (func $i32_rmw8_sub_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.sub_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_sub_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.sub_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_sub_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.sub_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.sub_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.sub_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.sub offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.sub (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.sub (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.sub (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.sub
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_sub: 22 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     neg     eax
;;     lock xadd [rbx + rdx], eax                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw_sub: 25 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, rcx
;;     neg     rax
;;     lock xadd [rbx + rdx], rax                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_rmw8_sub_u: 13 bytes
;;     mov     eax, ecx
;;     neg     eax
;;     lock xadd [rbx + rdx], al                    ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i32_rmw16_sub_u: 26 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     eax, ecx
;;     neg     eax
;;     lock xadd [rbx + rdx], ax                    ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw8_sub_u: 14 bytes
;;     mov     rax, rcx
;;     neg     eax
;;     lock xadd [rbx + rdx], al                    ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i64_rmw16_sub_u: 27 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     rax, rcx
;;     neg     eax
;;     lock xadd [rbx + rdx], ax                    ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw32_sub_u: 23 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     rax, rcx
;;     neg     eax
;;     lock xadd [rbx + rdx], eax                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $dropped: 58 bytes
;;     test    dl, 3
;;     jne     L1
;;     lock sub [rbx + rdx], ecx                    ; trap: memory out of bounds
;;     lock sub [rbx + rdx], cl                     ; trap: memory out of bounds
;;     test    dl, 1
;;     jne     L2
;;     lock sub [rbx + rdx + 2], r8w                ; trap: memory out of bounds
;;     test    dl, 7
;;     jne     L3
;;     lock dec qword ptr [rbx + rdx + 8]           ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $constant: 23 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, -0x12345
;;     lock xadd [rbx + rdx], eax                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $wide_constant: 29 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, -0x123456789abcdef
;;     lock xadd [rbx + rdx], rax                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $to_local: 46 bytes
;;     test    dl, 3
;;     jne     L1
;;     neg     ecx
;;     lock xadd [rbx + rdx], ecx                   ; trap: memory out of bounds
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, ecx
;;     neg     eax
;;     lock xadd [rbx + rdx], eax                   ; trap: memory out of bounds
;;     mov     edx, eax
;;     lea     eax, [rdx + rcx]
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $temporaries: 31 bytes
;;     imul    eax, edx, 0xc
;;     imul    r8d, ecx, 0xa
;;     test    al, 3
;;     jne     L1
;;     neg     r8d
;;     lock xadd [rbx + rax], r8d                   ; trap: memory out of bounds
;;     mov     eax, r8d
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
