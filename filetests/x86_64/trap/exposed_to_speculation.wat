;;! target = "x86_64"
;;! spectre = "exposed"
;;! bounds-checks = "explicit"
;; Bounds that only hold once the branch is decided: neither the elements of a table, nor memory, nor the callee is clamped.

(module
  (type $unary (func (param i32) (result i32)))
  (table $t 10 funcref)
  (memory 1)

  (func $element (param $i i32) (result funcref)
    (table.get $t (local.get $i)))

  (func $load (param $p i32) (result i32)
    (i32.load offset=8 (local.get $p)))

  (func $call (param $i i32) (param $x i32) (result i32)
    (call_indirect $t (type $unary) (local.get $x) (local.get $i))))

;; $element: 22 bytes
;;     mov     rax, [r14 + table0.base]
;;     cmp     rdx, [r14 + table0.len]
;;     jae     L1
;;     mov     rax, [rax + rdx*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $load: 22 bytes
;;     lea     r11, [rdx + 0xc]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     eax, [rbx + rdx + 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $call: 90 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, edx
;;     mov     edx, ecx
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
