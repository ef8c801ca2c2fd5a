;;! target = "x86_64"
;; Tail calls of imports: the code in front of the context sees to it that the caller gets its context back.

(module
  (import "" "f" (func $f (param i32) (result i32)))
  (import "" "many" (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64 i64 i64)))

  (func $calls_f (param i32) (result i32)
    (return_call $f (i32.const 5)))

  (func $calls_many (param i64) (result i64 i64 i64 i64 i64 i64)
    (return_call $many
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4))))

;; $calls_f: 15 bytes
;;     mov     edx, 5
;;     lea     r11, [r14 + $f.code]
;;     xor     eax, eax
;;     jmp     qword ptr [r14 + tail_call]
;;
;; $calls_many: 122 bytes
;;     sub     rsp, 0x30
;;     mov     [rsp], rdx
;;     mov     qword ptr [rsp + 8], 1
;;     mov     qword ptr [rsp + 0x10], 2
;;     mov     qword ptr [rsp + 0x18], 3
;;     mov     qword ptr [rsp + 0x20], 4
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
;;     lea     r11, [r14 + $many.code]
;;     mov     eax, 0x40006
;;     jmp     qword ptr [r14 + tail_call]
