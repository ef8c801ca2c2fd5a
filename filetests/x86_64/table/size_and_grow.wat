;;! target = "x86_64"
;; The size of a table, and growing it.

(module
  (table $t 10 externref)

  (func $size (result i32)
    (table.size $t))

  (func $grow (param $x externref) (param $n i32) (result i32)
    (table.grow $t (local.get $x) (local.get $n))))

;; $size: 5 bytes
;;     mov     eax, [r14 + table0.len]
;;     ret
;;
;; $grow: 29 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     rsi, rdx
;;     mov     edi, ecx
;;     mov     rcx, rsi
;;     mov     r8d, edi
;;     xor     edx, edx
;;     mov     eax, 5
;;     call    qword ptr [r14 + builtin]
;;     mov     eax, eax
;;     pop     rsi
;;     pop     rdi
;;     ret
