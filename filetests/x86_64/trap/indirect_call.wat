;;! target = "x86_64"
;; An indirect call has three ways to trap: outside the table, a null element, another signature.

(module
  (type $f (func))
  (table $t 10 funcref)

  (func $call (param $i i32)
    (call_indirect $t (type $f) (local.get $i))))

;; $call: 94 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     eax, esi
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
