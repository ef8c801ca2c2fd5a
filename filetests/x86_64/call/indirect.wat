;;! target = "x86_64"
;; Calls through a table: the bounds, the null, the type and the instance are checked.

(module
  (type $unary (func (param i32) (result i32)))
  (table $t 10 funcref)

  (func $local_index (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (local.get $i)))

  (func $constant_index (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (i32.const 3)))

  (func $computed_index (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (i32.and (local.get $i) (i32.const 7)))))

;; $local_index: 100 bytes, 24 bytes of frame
;;     sub     rsp, 8
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     [rsp + 0x10], r14
;;     mov     eax, esi
;;     mov     edx, edi
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L4
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     call    qword ptr [r11]
;; L1:
;;     pop     rsi
;;     pop     rdi
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 0x10]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: table out of bounds
;; L4:
;;     ud2                                         ; trap: other signature
;;
;; $constant_index: 99 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     edx, esi
;;     mov     eax, 3
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L4
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     call    qword ptr [r11]
;; L1:
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: table out of bounds
;; L4:
;;     ud2                                         ; trap: other signature
;;
;; $computed_index: 103 bytes, 24 bytes of frame
;;     sub     rsp, 8
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     [rsp + 0x10], r14
;;     mov     eax, esi
;;     and     eax, 7
;;     mov     edx, edi
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L4
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     call    qword ptr [r11]
;; L1:
;;     pop     rsi
;;     pop     rdi
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 0x10]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: table out of bounds
;; L4:
;;     ud2                                         ; trap: other signature
