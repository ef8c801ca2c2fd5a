;;! target = "x86_64"
;; A fill whose length, or whose value, is not known.

(module
  (memory 1)

  (func $length (param $to i32) (param $n i32)
    (memory.fill (local.get $to) (i32.const 0) (local.get $n)))

  (func $value (param $to i32) (param $byte i32)
    (memory.fill (local.get $to) (local.get $byte) (i32.const 8))))

;; $length: 28 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     ecx, esi
;;     mov     r9d, edi
;;     xor     r8d, r8d
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $value: 31 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     ecx, esi
;;     mov     r8d, edi
;;     mov     r9d, 8
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     pop     rsi
;;     pop     rdi
;;     ret
