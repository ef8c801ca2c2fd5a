;;! target = "x86_64"
;;! spectre = "exposed"
;; Calls of a reference without protection from speculation: nothing is moved that is in its place.

(module
  (type $unary (func (param i32) (result i32)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64)))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (call_ref $unary (local.get $x) (local.get $f)))

  (func $in_a_home (param $x i32) (param $f (ref $unary)) (result i32)
    (i32.add
      (call_ref $unary (local.get $x) (local.get $f))
      (call_ref $unary (i32.const 1) (local.get $f)))))

;; $argument: 53 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     rax, rcx
;;     cmp     r14, [rax + 8]                      ; trap: null reference
;;     jne     L2
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
;; $in_a_home: 100 bytes, 24 bytes of frame
;;     sub     rsp, 0x10
;;     push    rsi
;;     mov     rsi, rcx
;;     mov     [rsp + 8], r14
;;     cmp     r14, [rsi + 8]                      ; trap: null reference
;;     jne     L3
;;     call    qword ptr [rsi]
;; L1:
;;     mov     [rsp + 0x10], eax
;;     mov     edx, 1
;;     cmp     r14, [rsi + 8]                      ; trap: null reference
;;     jne     L4
;;     call    qword ptr [rsi]
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
