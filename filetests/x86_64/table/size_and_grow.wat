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
;; $grow: 20 bytes
;;     mov     r8d, ecx
;;     mov     rcx, rdx
;;     xor     edx, edx
;;     mov     eax, 5
;;     call    qword ptr [r14 + builtin]
;;     mov     eax, eax
;;     ret
