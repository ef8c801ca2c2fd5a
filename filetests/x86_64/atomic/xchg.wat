;;! target = "x86_64"
;; Atomic read-modify-write of a shared memory: `xchg`.

(module
  (memory 1 1 shared)

  (func $i32_rmw_xchg (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))

  (func $i64_rmw_xchg (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw.xchg (local.get $p) (local.get $v)))

  (func $i32_rmw8_xchg_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $i32_rmw16_xchg_u (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw16.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw8_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw16_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.xchg_u (local.get $p) (local.get $v)))

  (func $i64_rmw32_xchg_u (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw32.xchg_u (local.get $p) (local.get $v)))

  (func $dropped (param $p i32) (param $v i32) (param $w i64)
    (drop (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))
    (drop (i64.atomic.rmw16.xchg_u offset=2 (local.get $p) (local.get $w)))
    (drop (i64.atomic.rmw.xchg offset=8 (local.get $p) (i64.const 1))))

  (func $constant (param $p i32) (result i32)
    (i32.atomic.rmw.xchg (local.get $p) (i32.const 0x12345)))

  (func $wide_constant (param $p i32) (result i64)
    (i64.atomic.rmw.xchg (local.get $p) (i64.const 0x123456789abcdef)))

  (func $to_local (param $p i32) (param $v i32) (result i32)
    (local.set $v (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (local.set $p (i32.atomic.rmw.xchg (local.get $p) (local.get $v)))
    (i32.add (local.get $p) (local.get $v)))

  (func $temporaries (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.xchg
      (i32.mul (local.get $p) (i32.const 12))
      (i32.mul (local.get $v) (i32.const 10))))
)

;; $i32_rmw_xchg: 18 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     xchg    [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw_xchg: 20 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, rcx
;;     xchg    [rbx + rdx], rax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i32_rmw8_xchg_u: 9 bytes
;;     mov     eax, ecx
;;     xchg    [rbx + rdx], al                     ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i32_rmw16_xchg_u: 22 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     eax, ecx
;;     xchg    [rbx + rdx], ax                     ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw8_xchg_u: 10 bytes
;;     mov     rax, rcx
;;     xchg    [rbx + rdx], al                     ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $i64_rmw16_xchg_u: 23 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     rax, rcx
;;     xchg    [rbx + rdx], ax                     ; trap: memory out of bounds
;;     movzx   eax, ax
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $i64_rmw32_xchg_u: 19 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     rax, rcx
;;     xchg    [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $dropped: 71 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11d                   ; trap: memory out of bounds
;;     mov     r11d, ecx
;;     xchg    [rbx + rdx], r11b                   ; trap: memory out of bounds
;;     test    dl, 1
;;     jne     L2
;;     mov     r11d, r8d
;;     xchg    [rbx + rdx + 2], r11w               ; trap: memory out of bounds
;;     test    dl, 7
;;     jne     L3
;;     mov     r11d, 1
;;     xchg    [rbx + rdx + 8], r11                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $constant: 21 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, 0x12345
;;     xchg    [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $wide_constant: 27 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, 0x123456789abcdef
;;     xchg    [rbx + rdx], rax                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $to_local: 38 bytes
;;     test    dl, 3
;;     jne     L1
;;     xchg    [rbx + rdx], ecx                    ; trap: memory out of bounds
;;     test    dl, 3
;;     jne     L2
;;     mov     eax, ecx
;;     xchg    [rbx + rdx], eax                    ; trap: memory out of bounds
;;     mov     edx, eax
;;     lea     eax, [rdx + rcx]
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $temporaries: 26 bytes
;;     imul    eax, edx, 0xc
;;     imul    r8d, ecx, 0xa
;;     test    al, 3
;;     jne     L1
;;     xchg    [rbx + rax], r8d                    ; trap: memory out of bounds
;;     mov     eax, r8d
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
