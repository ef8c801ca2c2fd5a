;;! target = "x86_64"
;; Tail calls of a reference: null is found before the frame is removed.

(module
  (type $unary (func (param i32) (result i32)))
  (global $g (mut (ref null $unary)) (ref.null $unary))
  (func $other (param $x i32) (result i32) (local.get $x))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (return_call_ref $unary (local.get $x) (local.get $f)))

  (func $global (param $x i32) (result i32)
    (return_call_ref $unary (local.get $x) (global.get $g)))

  (func $with_frame (param $x i32) (param $f (ref null $unary)) (result i32)
    (local $y i32)
    (local.set $y (call $other (local.get $x)))
    (return_call_ref $unary (local.get $y) (local.get $f))))

;; $other: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $argument: 30 bytes
;;     mov     rax, rcx
;;     mov     r11, rax
;;     mov     eax, [r11 + 0x10]                   ; trap: null reference
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;;
;; $global: 31 bytes
;;     mov     rax, [r14 + global0]
;;     mov     r11, rax
;;     mov     eax, [r11 + 0x10]                   ; trap: null reference
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;;
;; $with_frame: 43 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     rdi, rcx
;;     call    $other
;;     mov     esi, eax
;;     mov     edx, esi
;;     mov     r11, rdi
;;     mov     eax, [r11 + 0x10]                   ; trap: null reference
;;     pop     rsi
;;     pop     rdi
;;     xor     eax, eax
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
