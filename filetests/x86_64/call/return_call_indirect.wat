;;! target = "x86_64"
;; Tail calls through a table: of functions of this instance a jump.

(module
  (type $t (func (param i32) (result i32)))
  (table 10 funcref)

  (func $through_table (param $i i32) (result i32)
    (return_call_indirect (type $t) (local.get $i) (local.get $i)))

  (func $known_index (param $i i32) (result i32)
    (return_call_indirect (type $t) (i32.const 1) (i32.const 2)))

  (func $with_frame (param $i i32) (result i32)
    (local $x i32)
    (local.set $x (call $known_index (local.get $i)))
    (return_call_indirect (type $t) (local.get $x) (local.get $i))))

;; $through_table: 70 bytes
;;     mov     eax, edx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L2
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: table out of bounds
;; L3:
;;     ud2                                         ; trap: other signature
;;
;; $known_index: 55 bytes
;;     mov     edx, 1
;;     mov     r11, [r14 + table0.base]
;;     mov     r11, [r11 + 0x10]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L2
;;     cmovne  r11, [r14 + zero]
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: other signature
;;
;; $with_frame: 87 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edx, esi
;;     call    $known_index
;;     mov     edi, eax
;;     mov     eax, esi
;;     mov     edx, edi
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L2
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     pop     rsi
;;     pop     rdi
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: table out of bounds
;; L3:
;;     ud2                                         ; trap: other signature
