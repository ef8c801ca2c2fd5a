;;! target = "x86_64"
;;! compile = "lazy"
;; References and imports in functions that are compiled one by one.

(module
  (import "host" "log" (func $log (param i32)))
  (type $unary (func (param i32) (result i32)))
  (table $t 10 funcref)
  (elem (i32.const 0) $later)

  (func $caller (param $x i32) (result i32)
    (call $log (local.get $x))
    (call_indirect $t (type $unary) (local.get $x) (i32.const 0)))

  (func $later (param $x i32) (result i32)
    (local.get $x)))

;; $caller: 113 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     mov     [rsp + 8], r14
;;     mov     edx, esi
;;     mov     rax, r14
;;     mov     r14, [rax + $log.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $log.code]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     edx, esi
;;     mov     r11, [r14 + table0.base]
;;     mov     r11, [r11]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     cmovne  r11, [r14 + zero]
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
;;     ud2                                         ; trap: other signature
;;
;; $later: 3 bytes
;;     mov     eax, edx
;;     ret
