;;! target = "x86_64"
;; A copy whose length is not known.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $n))))

;; $copy: 37 bytes, 24 bytes of frame
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
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x18]
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     ret
