;;! target = "x86_64"
;; An indirect call has three ways to trap: outside the table, a null element, another signature.

(module
  (type $f (func))
  (table $t 10 funcref)

  (func $call (param $i i32)
    (call_indirect $t (type $f) (local.get $i))))

;; $call: 103 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L4
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     cmovne  r11, [r14 + zero]
;;     call    qword ptr [r11]
;; L1:
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: table out of bounds
;; L4:
;;     ud2                                         ; trap: other signature
