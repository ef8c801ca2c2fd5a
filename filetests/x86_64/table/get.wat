;;! target = "x86_64"
;; Reading an element.

(module
  (table $t 10 funcref)

  (func $local (param $i i32) (result funcref)
    (table.get $t (local.get $i)))

  (func $constant (result funcref)
    (table.get $t (i32.const 3)))

  (func $is_null (param $i i32) (result i32)
    (ref.is_null (table.get $t (local.get $i)))))

;; $local: 22 bytes
;;     mov     rax, [r14 + table0.base]
;;     cmp     rdx, [r14 + table0.len]
;;     jae     L1
;;     mov     rax, [rax + rdx*8]
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $constant: 9 bytes
;;     mov     rax, [r14 + table0.base]
;;     mov     rax, [rax + 0x18]
;;     ret
;;
;; $is_null: 31 bytes
;;     mov     rax, [r14 + table0.base]
;;     cmp     rdx, [r14 + table0.len]
;;     jae     L1
;;     mov     rax, [rax + rdx*8]
;;     test    rax, rax
;;     sete    al
;;     movzx   eax, al
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
