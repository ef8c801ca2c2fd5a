;;! target = "x86_64"
;; References that are not to be null.

(module
  (type $t (func))
  (table $t 10 (ref null $t))

  (func $parameter (param $f (ref null $t)) (result (ref $t))
    (ref.as_non_null (local.get $f)))

  (func $element (param $i i32) (result (ref $t))
    (ref.as_non_null (table.get $t (local.get $i))))

  (func $null (result (ref $t))
    (ref.as_non_null (ref.null $t)))

  (func $local (param $f (ref null $t)) (result (ref $t))
    (local $g (ref $t))
    (local.set $g (ref.as_non_null (local.get $f)))
    (local.get $g)))

;; $parameter: 16 bytes
;;     test    rdx, rdx
;;     je      L1
;;     mov     rax, rdx
;;     ret
;; L1:
;;     ud2                                         ; trap: null reference
;;
;; $element: 41 bytes
;;     mov     eax, edx
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [rcx + rax*8]
;;     test    rax, rax
;;     je      L2
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;; L2:
;;     ud2                                         ; trap: null reference
;;
;; $null: 3 bytes
;;     ud2                                         ; trap: null reference
;;
;; $local: 19 bytes
;;     test    rdx, rdx
;;     je      L1
;;     mov     r10, rdx
;;     mov     rax, r10
;;     ret
;; L1:
;;     ud2                                         ; trap: null reference
