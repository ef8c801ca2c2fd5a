;;! target = "x86_64"
;; A call of an import with arguments on the stack.

(module
  (import "host" "many" (func $many (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))

  (func $constants
    (call $many (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
      (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11))))

;; $constants: 112 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], r14
;;     sub     rsp, 0x30
;;     mov     dword ptr [rsp], 6
;;     mov     dword ptr [rsp + 8], 7
;;     mov     dword ptr [rsp + 0x10], 8
;;     mov     dword ptr [rsp + 0x18], 9
;;     mov     dword ptr [rsp + 0x20], 0xa
;;     mov     dword ptr [rsp + 0x28], 0xb
;;     mov     edx, 1
;;     mov     ecx, 2
;;     mov     r8d, 3
;;     mov     r9d, 4
;;     mov     r10d, 5
;;     mov     rax, r14
;;     mov     r14, [rax + $many.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $many.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     add     rsp, 8
;;     ret
