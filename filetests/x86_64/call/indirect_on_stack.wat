;;! target = "x86_64"
;; An indirect call with arguments and results on the stack.

(module
  (type $many (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32)))
  (table $t 10 funcref)

  (func $call (param $i i32) (result i32)
    (call_indirect $t (type $many) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
      (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (local.get $i))
    (i32.add) (i32.add) (i32.add)))

;; $call: 197 bytes, 40 bytes of frame
;;     sub     rsp, 0x28
;;     sub     rsp, 0x40
;;     mov     dword ptr [rsp], 6
;;     mov     dword ptr [rsp + 8], 7
;;     mov     dword ptr [rsp + 0x10], 8
;;     mov     dword ptr [rsp + 0x18], 9
;;     mov     dword ptr [rsp + 0x20], 0xa
;;     mov     eax, edx
;;     mov     edx, 1
;;     mov     ecx, 2
;;     mov     r8d, 3
;;     mov     r9d, 4
;;     mov     r10d, 5
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
;;     mov     r11d, [rsp]
;;     mov     [rsp + 0x30], r11d
;;     add     rsp, 0x10
;;     add     ecx, [rsp + 0x20]
;;     add     edx, ecx
;;     add     eax, edx
;;     add     rsp, 0x28
;;     ret
;; L2:
;;     mov     [rsp + 0x40], r14
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
