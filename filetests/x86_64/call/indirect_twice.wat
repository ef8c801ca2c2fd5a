;;! target = "x86_64"
;; Where there are two calls through tables, the context is saved before both, not by each that needs it.

(module
  (type $t (func (param i32) (result i32)))
  (table 10 funcref)

  (func $twice (param $f i32) (param $x i32) (result i32)
    (call_indirect (type $t)
      (call_indirect (type $t) (local.get $x) (local.get $f))
      (local.get $f))))

;; $twice: 204 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     eax, esi
;;     mov     edx, ecx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L5
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L6
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     call    qword ptr [r11]
;; L1:
;;     mov     edx, eax
;;     mov     eax, esi
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L7
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L8
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L4
;;     cmovne  r11, [r14 + zero]
;;     call    qword ptr [r11]
;; L2:
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;; L3:
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L4:
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L2
;; L5:
;;     ud2                                         ; trap: table out of bounds
;; L6:
;;     ud2                                         ; trap: other signature
;; L7:
;;     ud2                                         ; trap: table out of bounds
;; L8:
;;     ud2                                         ; trap: other signature
