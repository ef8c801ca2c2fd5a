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

;; $local: 29 bytes
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
;; $constant: 9 bytes
;;     mov     rax, [r14 + table0.base]
;;     mov     rax, [rax + 0x18]
;;     ret
;;
;; $is_null: 38 bytes
;;     mov     eax, edx
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     test    rax, rax
;;     sete    al
;;     movzx   eax, al
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
