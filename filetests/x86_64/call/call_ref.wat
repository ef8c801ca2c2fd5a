;;! target = "x86_64"
;; Calls of a reference: reading the instance of the function finds null, and the type is right by validation.

(module
  (type $unary (func (param i32) (result i32)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64)))
  (table $t 10 (ref null $unary))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $in_a_home (param $x i32) (param $f (ref $unary)) (result i32)
    (i32.add
      (call_ref $unary (local.get $x) (local.get $f))
      (call_ref $unary (i32.const 1) (local.get $f))))

  (func $not_null (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (ref.as_non_null (local.get $f))))

  (func $element (param $x i32) (param $i i32) (result i32)
    (call_ref $unary (local.get $x) (table.get $t (local.get $i))))

  (func $null (param $x i32) (result i32)
    (call_ref $unary (local.get $x) (ref.null $unary)))

  (func $on_the_stack (param $x i64) (param $f (ref null $many)) (result i64 i64 i64 i64)
    (call_ref $many
      (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x) (local.get $x)
      (local.get $x) (local.get $f))))

;; $argument: 58 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     rax, rcx
;;     cmp     r14, [rax + 8]                      ; trap: null reference
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
;;
;; $in_a_home: 116 bytes, 24 bytes of frame
;;     sub     rsp, 0x10
;;     push    rsi
;;     mov     rsi, rcx
;;     mov     [rsp + 8], r14
;;     mov     rax, rsi
;;     cmp     r14, [rax + 8]                      ; trap: null reference
;;     jne     L3
;;     cmovne  rax, [r14 + zero]
;;     call    qword ptr [rax]
;; L1:
;;     mov     [rsp + 0x10], eax
;;     mov     edx, 1
;;     mov     rax, rsi
;;     cmp     r14, [rax + 8]                      ; trap: null reference
;;     jne     L4
;;     cmovne  rax, [r14 + zero]
;;     call    qword ptr [rax]
;; L2:
;;     add     eax, [rsp + 0x10]
;;     pop     rsi
;;     add     rsp, 0x10
;;     ret
;; L3:
;;     mov     rax, r14
;;     mov     r14, [rsi + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rsi]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L4:
;;     mov     rax, r14
;;     mov     r14, [rsi + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rsi]
;;     mov     r14, [rsp + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L2
;;
;; $not_null: 58 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     rax, rcx
;;     cmp     r14, [rax + 8]                      ; trap: null reference
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
;;
;; $element: 83 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     eax, ecx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [r8 + rax*8]
;;     cmp     r14, [rax + 8]                      ; trap: null reference
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
;;     ud2                                         ; trap: table out of bounds
;;
;; $null: 57 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     xor     eax, eax
;;     cmp     r14, [rax + 8]                      ; trap: null reference
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
;;
;; $on_the_stack: 148 bytes, 40 bytes of frame
;;     sub     rsp, 0x28
;;     sub     rsp, 0x30
;;     mov     [rsp], rdx
;;     mov     [rsp + 8], rdx
;;     mov     [rsp + 0x10], rdx
;;     mov     [rsp + 0x18], rdx
;;     mov     rax, rcx
;;     mov     r8, rdx
;;     mov     r9, rdx
;;     mov     r10, rdx
;;     mov     rcx, rdx
;;     cmp     r14, [rax + 8]                      ; trap: null reference
;;     jne     L2
;;     cmovne  rax, [r14 + zero]
;;     call    qword ptr [rax]
;; L1:
;;     mov     r11, [rsp]
;;     mov     [rsp + 0x30], r11
;;     add     rsp, 0x10
;;     mov     [rsp + 8], rax
;;     mov     [rsp + 0x10], rdx
;;     mov     [rsp + 0x18], rcx
;;     mov     rax, [rsp + 8]
;;     mov     rdx, [rsp + 0x10]
;;     mov     rcx, [rsp + 0x18]
;;     mov     r11, [rsp + 0x20]
;;     mov     [rsp + 0x30], r11
;;     add     rsp, 0x28
;;     ret
;; L2:
;;     mov     r11, rax
;;     mov     [rsp + 0x30], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp + 0x10]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
