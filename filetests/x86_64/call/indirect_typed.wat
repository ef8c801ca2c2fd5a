;;! target = "x86_64"
;; Calls through tables of functions of one type: neither the type is checked, nor null where there is none.

(module
  (type $unary (func (param i32) (result i32)))
  (type $same (func (param i32) (result i32)))
  (type $other (func (param i64) (result i32)))
  (func $f (type $unary) (local.get 0))
  (table $n 10 (ref null $unary))
  (table $t 10 (ref $unary) (ref.func $f))

  (func $nullable (param $i i32) (param $x i32) (result i32)
    (call_indirect $n (type $same) (local.get $x) (local.get $i)))

  (func $not_null (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (local.get $i)))

  (func $other_type (param $i i32) (param $x i64) (result i32)
    (call_indirect $n (type $other) (local.get $x) (local.get $i)))

  (func $tail (param $i i32) (param $x i32) (result i32)
    (return_call_indirect $n (type $unary) (local.get $x) (local.get $i)))

  (func $tail_not_null (param $i i32) (param $x i32) (result i32)
    (return_call_indirect $t (type $unary) (local.get $x) (local.get $i))))

;; $f: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $nullable: 83 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     edx, ecx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     cmp     r14, [r11 + 8]                      ; trap: null element
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
;;
;; $not_null: 83 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     edx, ecx
;;     mov     r11, [r14 + table1.base]
;;     cmp     rax, [r14 + table1.len]
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
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
;;
;; $other_type: 106 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     rdx, rcx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type2.id]
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
;; $tail: 54 bytes
;;     mov     eax, edx
;;     mov     edx, ecx
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L2
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: table out of bounds
;;
;; $tail_not_null: 50 bytes
;;     mov     eax, edx
;;     mov     edx, ecx
;;     mov     r11, [r14 + table1.base]
;;     cmp     rax, [r14 + table1.len]
;;     jae     L2
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: table out of bounds
