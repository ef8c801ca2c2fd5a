;;! target = "x86_64"

;; Indices of 64 bits are compared as those of 32 bits are.
(module
  (type $f (func (result i32)))
  (table $t i64 10 funcref)
  (func $get (param i64) (result funcref)
    (table.get $t (local.get 0)))
  (func $get_constant (result funcref)
    (table.get $t (i64.const 3)))
  (func $get_far_constant (result funcref)
    (table.get $t (i64.const 0x100000003)))
  (func $set (param i64 funcref)
    (table.set $t (local.get 0) (local.get 1)))
  (func $call (param i64) (result i32)
    (call_indirect $t (type $f) (local.get 0)))
  (func $size (result i64)
    (table.size $t))
  (func $grow (param i64) (result i64)
    (table.grow $t (ref.null func) (local.get 0))))

;; $get: 30 bytes
;;     mov     rax, rdx
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $get_constant: 9 bytes
;;     mov     rax, [r14 + table0.base]
;;     mov     rax, [rax + 0x18]
;;     ret
;;
;; $get_far_constant: 37 bytes
;;     mov     rax, 0x100000003
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $set: 30 bytes
;;     mov     rax, rdx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     [r8 + rax*8], rcx
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $call: 104 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     rax, rdx
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
;; $size: 5 bytes
;;     mov     rax, [r14 + table0.len]
;;     ret
;;
;; $grow: 17 bytes
;;     mov     r8, rdx
;;     xor     ecx, ecx
;;     xor     edx, edx
;;     mov     eax, 5
;;     call    qword ptr [r14 + builtin]
;;     ret
