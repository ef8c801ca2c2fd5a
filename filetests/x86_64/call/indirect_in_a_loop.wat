;;! target = "x86_64"
;; Indirect calls in a loop, as of an interpreter of closures.

(module
  (memory 1)
  (type $step (func (param i32) (result i32)))
  (table $t 10 funcref)

  (func $run (param $p i32) (param $state i32) (result i32)
    (loop $l
      (local.set $state (call_indirect $t (type $step) (local.get $state) (i32.load (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 4)))
      (br_if $l (local.get $state)))
    (local.get $p)))

;; $run: 127 bytes, 24 bytes of frame
;;     sub     rsp, 8
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;; L1:
;;     mov     eax, [rbx + rsi]                    ; trap: memory out of bounds
;;     mov     edx, edi
;;     mov     r11, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L4
;;     cmovae  rax, [r14 + zero]
;;     mov     r11, [r11 + rax*8]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L5
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     call    qword ptr [r11]
;; L2:
;;     mov     edi, eax
;;     add     esi, 4
;;     test    edi, edi
;;     jne     L1
;;     mov     eax, esi
;;     pop     rsi
;;     pop     rdi
;;     add     rsp, 8
;;     ret
;; L3:
;;     mov     [rsp + 0x10], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 0x10]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L2
;; L4:
;;     ud2                                         ; trap: table out of bounds
;; L5:
;;     ud2                                         ; trap: other signature
