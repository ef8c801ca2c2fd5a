;;! target = "x86_64"
;; Elements out of bounds.

(module
  (table $t 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $t (local.get $i)))

  (func $set (param $i i32) (param $x externref)
    (table.set $t (local.get $i) (local.get $x))))

;; $get: 29 bytes
;;     mov     eax, edx
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $set: 29 bytes
;;     mov     eax, edx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     [r8 + rax*8], rcx
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
