;;! target = "x86_64"
;; An element of a table other than the first.

(module
  (table $t 10 funcref)
  (table $u 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $u (local.get $i)))

  (func $move (param $i i32) (param $j i32)
    (table.set $u (local.get $i) (table.get $u (local.get $j)))))

;; $get: 29 bytes
;;     mov     eax, edx
;;     mov     rcx, [r14 + table1.base]
;;     cmp     rax, [r14 + table1.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $move: 58 bytes
;;     mov     eax, ecx
;;     mov     r8, [r14 + table1.base]
;;     cmp     rax, [r14 + table1.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [r8 + rax*8]
;;     mov     r8d, edx
;;     mov     r9, [r14 + table1.base]
;;     cmp     r8, [r14 + table1.len]
;;     jae     L2
;;     cmovae  r8, [r14 + zero]
;;     mov     [r9 + r8*8], rax
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;; L2:
;;     ud2                                         ; trap: table out of bounds
