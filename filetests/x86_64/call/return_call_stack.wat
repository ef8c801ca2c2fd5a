;;! target = "x86_64"
;; Tail calls with arguments on the stack, of the callee, the function, or both: those of the callee end where those of the function do.

(module
  (type $ten (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (table 1 funcref)

  (func $none (param i64) (result i64)
    (local.get 0))

  (func $ten_to_none (type $ten)
    (return_call $none (local.get 9)))

  (func $none_to_ten (param i64) (result i64)
    (return_call $ten_to_none
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
      (i64.const 8) (i64.const 9) (local.get 0)))

  (func $ten_to_ten (type $ten)
    (local i64)
    (local.set 10 (call $none (local.get 9)))
    (return_call_indirect (type $ten)
      (local.get 9) (local.get 0) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6)
      (local.get 10) (i64.const 9) (local.get 0) (i32.const 0)))

  ;; So many words are moved by a loop.
  (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
                     v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (return_call $many
      (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7)
      (local.get 8) (local.get 9) (local.get 10) (local.get 11) (local.get 12) (local.get 13) (local.get 14) (local.get 15)
      (local.get 16) (local.get 17) (local.get 18) (local.get 19) (local.get 20) (local.get 21) (local.get 22) (local.get 23)
      (local.get 24) (local.get 25) (local.get 26) (local.get 27) (local.get 28) (local.get 29) (local.get 30) (local.get 31)
      (local.get 32) (local.get 33) (local.get 34) (local.get 35))))

;; $none: 4 bytes
;;     mov     rax, rdx
;;     ret
;;
;; $ten_to_none: 27 bytes, 8 bytes of frame
;;     lea     r11, [rsp + 8]
;;     push    rsi
;;     mov     rsi, [r11 + 0x20]
;;     mov     rdx, rsi
;;     pop     rsi
;;     pop     qword ptr [rsp + 0x28]
;;     add     rsp, 0x28
;;     jmp     $none
;;
;; $none_to_ten: 106 bytes
;;     sub     rsp, 0x30
;;     mov     [rsp], rdx
;;     mov     [rsp + 8], rdx
;;     mov     qword ptr [rsp + 0x10], 8
;;     mov     qword ptr [rsp + 0x18], 9
;;     mov     [rsp + 0x20], rdx
;;     mov     rcx, rdx
;;     mov     r8, rdx
;;     mov     r9, rdx
;;     mov     r10, rdx
;;     push    qword ptr [rsp + 0x30]              ; trap: stack overflow
;;     vmovups xmm15, [rsp + 0x28]
;;     vmovups [rsp + 0x30], xmm15
;;     vmovups xmm15, [rsp + 0x18]
;;     vmovups [rsp + 0x20], xmm15
;;     vmovups xmm15, [rsp + 8]
;;     vmovups [rsp + 0x10], xmm15
;;     mov     rax, [rsp]
;;     mov     [rsp + 8], rax
;;     add     rsp, 8
;;     jmp     $ten_to_none
;;
;; $ten_to_ten: 263 bytes, 64 bytes of frame
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 0x10
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     rax, [r11]
;;     mov     [rsp + 0x30], rax
;;     mov     rax, [r11 + 8]
;;     mov     [rsp + 0x38], rax
;;     mov     rdi, [r11 + 0x20]
;;     mov     rsi, rdx
;;     mov     r12, r8
;;     mov     r13, r9
;;     mov     r15, r10
;;     mov     rdx, rdi
;;     call    $none
;;     mov     rbp, rax
;;     sub     rsp, 0x30
;;     mov     r11, [rsp + 0x60]
;;     mov     [rsp], r11
;;     mov     r11, [rsp + 0x68]
;;     mov     [rsp + 8], r11
;;     mov     [rsp + 0x10], rbp
;;     mov     qword ptr [rsp + 0x18], 9
;;     mov     [rsp + 0x20], rsi
;;     mov     rdx, rdi
;;     mov     rcx, rsi
;;     mov     r8, r12
;;     mov     r9, r13
;;     mov     r10, r15
;;     mov     r11, [r14 + table0.base]
;;     mov     r11, [r11]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L2
;;     cmovne  r11, [r14 + zero]
;;     mov     rbp, [rsp + 0x30]
;;     mov     rsi, [rsp + 0x38]
;;     mov     rdi, [rsp + 0x40]
;;     mov     r12, [rsp + 0x48]
;;     mov     r13, [rsp + 0x50]
;;     mov     r15, [rsp + 0x58]
;;     push    qword ptr [rsp + 0x70]              ; trap: stack overflow
;;     vmovups xmm15, [rsp + 0x28]
;;     vmovups [rsp + 0xa0], xmm15
;;     vmovups xmm15, [rsp + 0x18]
;;     vmovups [rsp + 0x90], xmm15
;;     vmovups xmm15, [rsp + 8]
;;     vmovups [rsp + 0x80], xmm15
;;     mov     rax, [rsp]
;;     mov     [rsp + 0x78], rax
;;     add     rsp, 0x78
;;     mov     eax, 6
;;     cmp     r14, [r11 + 8]
;;     jne     L1
;;     cmovne  r11, [r14 + zero]
;;     jmp     qword ptr [r11]
;; L1:
;;     jmp     qword ptr [r14 + tail_call]
;; L2:
;;     ud2                                         ; trap: other signature
;;
;; $many: 804 bytes, 352 bytes of frame
;; L1:
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 0x138
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     rbp, [r11]
;;     mov     r12, [r11 + 8]
;;     mov     r13, [r11 + 0x10]
;;     vmovups xmm8, [r11 + 0x18]
;;     vmovups xmm15, [r11 + 0x28]
;;     vmovups [rsp + 0x30], xmm15
;;     vmovups xmm15, [r11 + 0x38]
;;     vmovups [rsp + 0x40], xmm15
;;     vmovups xmm15, [r11 + 0x48]
;;     vmovups [rsp + 0x50], xmm15
;;     vmovups xmm15, [r11 + 0x58]
;;     vmovups [rsp + 0x60], xmm15
;;     vmovups xmm15, [r11 + 0x68]
;;     vmovups [rsp + 0x70], xmm15
;;     vmovups xmm15, [r11 + 0x78]
;;     vmovups [rsp + 0x80], xmm15
;;     vmovups xmm15, [r11 + 0x88]
;;     vmovups [rsp + 0x90], xmm15
;;     vmovups xmm15, [r11 + 0x98]
;;     vmovups [rsp + 0xa0], xmm15
;;     vmovups xmm15, [r11 + 0xa8]
;;     vmovups [rsp + 0xb0], xmm15
;;     vmovups xmm15, [r11 + 0xb8]
;;     vmovups [rsp + 0xc0], xmm15
;;     vmovups xmm15, [r11 + 0xc8]
;;     vmovups [rsp + 0xd0], xmm15
;;     vmovups xmm15, [r11 + 0xd8]
;;     vmovups [rsp + 0xe0], xmm15
;;     vmovups xmm15, [r11 + 0xe8]
;;     vmovups [rsp + 0xf0], xmm15
;;     vmovups xmm15, [r11 + 0xf8]
;;     vmovups [rsp + 0x100], xmm15
;;     vmovups xmm15, [r11 + 0x108]
;;     vmovups [rsp + 0x110], xmm15
;;     vmovups xmm15, [r11 + 0x118]
;;     vmovups [rsp + 0x120], xmm15
;;     vmovups xmm15, [r11 + 0x128]
;;     vmovups [rsp + 0x130], xmm15
;;     vmovups xmm15, [r11 + 0x138]
;;     vmovups [rsp + 0x140], xmm15
;;     vmovups xmm15, [r11 + 0x148]
;;     vmovups [rsp + 0x150], xmm15
;;     mov     rsi, r9
;;     mov     rdi, r10
;;     sub     rsp, 0x160
;;     mov     [rsp], rbp
;;     mov     [rsp + 8], r12
;;     mov     [rsp + 0x10], r13
;;     vmovups [rsp + 0x18], xmm8
;;     vmovups xmm15, [rsp + 0x190]
;;     vmovups [rsp + 0x28], xmm15
;;     vmovups xmm15, [rsp + 0x1a0]
;;     vmovups [rsp + 0x38], xmm15
;;     vmovups xmm15, [rsp + 0x1b0]
;;     vmovups [rsp + 0x48], xmm15
;;     vmovups xmm15, [rsp + 0x1c0]
;;     vmovups [rsp + 0x58], xmm15
;;     vmovups xmm15, [rsp + 0x1d0]
;;     vmovups [rsp + 0x68], xmm15
;;     vmovups xmm15, [rsp + 0x1e0]
;;     vmovups [rsp + 0x78], xmm15
;;     vmovups xmm15, [rsp + 0x1f0]
;;     vmovups [rsp + 0x88], xmm15
;;     vmovups xmm15, [rsp + 0x200]
;;     vmovups [rsp + 0x98], xmm15
;;     vmovups xmm15, [rsp + 0x210]
;;     vmovups [rsp + 0xa8], xmm15
;;     vmovups xmm15, [rsp + 0x220]
;;     vmovups [rsp + 0xb8], xmm15
;;     vmovups xmm15, [rsp + 0x230]
;;     vmovups [rsp + 0xc8], xmm15
;;     vmovups xmm15, [rsp + 0x240]
;;     vmovups [rsp + 0xd8], xmm15
;;     vmovups xmm15, [rsp + 0x250]
;;     vmovups [rsp + 0xe8], xmm15
;;     vmovups xmm15, [rsp + 0x260]
;;     vmovups [rsp + 0xf8], xmm15
;;     vmovups xmm15, [rsp + 0x270]
;;     vmovups [rsp + 0x108], xmm15
;;     vmovups xmm15, [rsp + 0x280]
;;     vmovups [rsp + 0x118], xmm15
;;     vmovups xmm15, [rsp + 0x290]
;;     vmovups [rsp + 0x128], xmm15
;;     vmovups xmm15, [rsp + 0x2a0]
;;     vmovups [rsp + 0x138], xmm15
;;     vmovups xmm15, [rsp + 0x2b0]
;;     vmovups [rsp + 0x148], xmm15
;;     mov     r9, rsi
;;     mov     r10, rdi
;;     mov     rbp, [rsp + 0x160]
;;     mov     rsi, [rsp + 0x168]
;;     mov     rdi, [rsp + 0x170]
;;     mov     r12, [rsp + 0x178]
;;     mov     r13, [rsp + 0x180]
;;     push    qword ptr [rsp + 0x2c0]             ; trap: stack overflow
;;     mov     eax, 0x160
;; L2:
;;     vmovups xmm15, [rsp + rax - 8]
;;     vmovups [rsp + rax + 0x2c0], xmm15
;;     sub     eax, 0x10
;;     jne     L2
;;     mov     rax, [rsp]
;;     mov     [rsp + 0x2c8], rax
;;     add     rsp, 0x2c8
;;     jmp     L1
