;;! target = "x86_64"
;; Atomic operators on a memory that is not shared are plain instructions.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.atomic.load32_u offset=4 (local.get $p)))

  (func $store (param $p i32) (param $v i32)
    (i32.atomic.store16 (local.get $p) (local.get $v)))

  (func $add (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw.add (local.get $p) (local.get $v)))

  (func $sub (param $p i32) (param $v i64) (result i64)
    (i64.atomic.rmw16.sub_u offset=6 (local.get $p) (local.get $v)))

  (func $and_constant (param $p i32) (result i64)
    (i64.atomic.rmw.and (local.get $p) (i64.const 0x123456789abcdef)))

  (func $xchg (param $p i32) (param $v i32) (result i32)
    (i32.atomic.rmw8.xchg_u (local.get $p) (local.get $v)))

  (func $cmpxchg (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.atomic.rmw.cmpxchg (local.get $p) (local.get $e) (local.get $v)))

  (func $narrow_cmpxchg (param $p i32) (param $e i64) (result i64)
    (i64.atomic.rmw8.cmpxchg_u offset=3 (local.get $p) (local.get $e) (i64.const 7)))

  (func $dropped (param $p i32) (param $v i32)
    (drop (i32.atomic.rmw.add (local.get $p) (i32.const 1)))
    (drop (i32.atomic.rmw.or (local.get $p) (local.get $v)))
    (drop (i32.atomic.rmw.xchg (local.get $p) (local.get $v))))
)

;; $load: 17 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $store: 17 bytes
;;     test    dl, 1
;;     jne     L1
;;     mov     [rbx + rdx], cx                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $add: 24 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     lea     r11d, [rax + rcx]
;;     mov     [rbx + rdx], r11d
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $sub: 30 bytes
;;     test    dl, 1
;;     jne     L1
;;     movzx   eax, word ptr [rbx + rdx + 6]       ; trap: memory out of bounds
;;     mov     r11d, eax
;;     sub     r11d, ecx
;;     mov     [rbx + rdx + 6], r11w
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $and_constant: 34 bytes
;;     test    dl, 7
;;     jne     L1
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     r11, 0x123456789abcdef
;;     and     r11, rax
;;     mov     [rbx + rdx], r11
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $xchg: 8 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     mov     [rbx + rdx], cl
;;     ret
;;
;; $cmpxchg: 20 bytes
;;     test    dl, 3
;;     jne     L1
;;     mov     eax, ecx
;;     cmpxchg [rbx + rdx], r8d                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;;
;; $narrow_cmpxchg: 19 bytes
;;     mov     rax, rcx
;;     mov     r11d, 7
;;     cmpxchg [rbx + rdx + 3], r11b               ; trap: memory out of bounds
;;     movzx   eax, al
;;     ret
;;
;; $dropped: 46 bytes
;;     test    dl, 3
;;     jne     L1
;;     inc     dword ptr [rbx + rdx]               ; trap: memory out of bounds
;;     test    dl, 3
;;     jne     L2
;;     or      [rbx + rdx], ecx                    ; trap: memory out of bounds
;;     test    dl, 3
;;     jne     L3
;;     mov     [rbx + rdx], ecx                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: unaligned atomic
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
