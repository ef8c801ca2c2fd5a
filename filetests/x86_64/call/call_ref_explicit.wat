;;! target = "x86_64"
;;! traps = "explicit"
;; Calls of a reference where traps are no faults: it is compared with null.

(module
  (type $unary (func (param i32) (result i32)))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $tail (param $x i32) (param $f (ref null $unary)) (result i32)
    (return_call_ref $unary (local.get $x) (local.get $f))))

;; $argument: 103 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     rax, [r14 + store]
;;     cmp     rsp, [rax + 0x10]
;;     jb      L3
;;     mov     rax, rcx
;;     test    rax, rax
;;     je      L4
;;     cmp     r14, [rax + 8]
;;     jne     L2
;;     cmovne  rax, [r14 + zero]
;;     call    qword ptr [rax]
;; L1:
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     r11, rax
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x28]
;;     ud2                                         ; trap: stack overflow
;; L4:
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x28]
;;     ud2                                         ; trap: null reference
;;
;; $tail: 50 bytes
;;     mov     rax, rcx
;;     mov     r11, rax
;;     test    r11, r11
;;     je      L2
;;     mov     eax, [r11 + 0x10]
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x28]
;;     ud2                                         ; trap: null reference
