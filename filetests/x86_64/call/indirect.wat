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

;; $local_index: 105 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     edx, ecx
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
;;
;; $constant_index: 83 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     r11, [r14 + table0.base]
;;     mov     r11, [r11 + 0x18]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L3
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
;;     ud2                                         ; trap: other signature
;;
;; $computed_index: 108 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     and     eax, 7
;;     mov     edx, ecx
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
