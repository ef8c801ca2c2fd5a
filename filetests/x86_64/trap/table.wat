;;! target = "x86_64"
;; Elements out of bounds.

(module
  (table $t 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $t (local.get $i)))

  (func $set (param $i i32) (param $x externref)
    (table.set $t (local.get $i) (local.get $x))))

;; $get: 22 bytes
;;     mov     rax, [r14 + table0.base]
;;     cmp     rdx, [r14 + table0.len]
;;     jae     L1
;;     mov     rax, [rax + rdx*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $set: 22 bytes
;;     mov     rax, [r14 + table0.base]
;;     cmp     rdx, [r14 + table0.len]
;;     jae     L1
;;     mov     [rax + rdx*8], rcx
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
