;;! target = "x86_64"
;; A copy whose length is not known.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $n))))

;; $copy: 33 bytes, 24 bytes of frame
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     ebp, r8d
;;     mov     ecx, esi
;;     mov     r8d, edi
;;     mov     r9d, ebp
;;     xor     edx, edx
;;     mov     eax, 1
;;     call    qword ptr [r14 + builtin]
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     ret
