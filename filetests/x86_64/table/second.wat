;;! target = "x86_64"
;; An element of a table other than the first.

(module
  (table $t 10 funcref)
  (table $u 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $u (local.get $i)))

  (func $move (param $i i32) (param $j i32)
    (table.set $u (local.get $i) (table.get $u (local.get $j)))))

;; $get: 22 bytes
;;     mov     rax, [r14 + table1.base]
;;     cmp     rdx, [r14 + table1.len]
;;     jae     L1
;;     mov     rax, [rax + rdx*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $move: 43 bytes
;;     mov     rax, [r14 + table1.base]
;;     cmp     rcx, [r14 + table1.len]
;;     jae     L1
;;     mov     rax, [rax + rcx*8]
;;     mov     r8, [r14 + table1.base]
;;     cmp     rdx, [r14 + table1.len]
;;     jae     L2
;;     mov     [r8 + rdx*8], rax
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;; L2:
;;     ud2                                         ; trap: table out of bounds
