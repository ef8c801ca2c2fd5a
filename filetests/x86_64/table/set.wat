;;! target = "x86_64"
;; Writing an element.

(module
  (table $t 10 funcref)
  (elem declare func $constant)

  (func $local (param $i i32) (param $f funcref)
    (table.set $t (local.get $i) (local.get $f)))

  (func $constant (param $f funcref)
    (table.set $t (i32.const 3) (local.get $f)))

  (func $null (param $i i32)
    (table.set $t (local.get $i) (ref.null func)))

  (func $function (param $i i32)
    (table.set $t (local.get $i) (ref.func $constant))))

;; $local: 29 bytes
;;     mov     eax, edx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     [r8 + rax*8], rcx
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $constant: 9 bytes
;;     mov     rax, [r14 + table0.base]
;;     mov     [rax + 0x18], rdx
;;     ret
;;
;; $null: 33 bytes
;;     mov     eax, edx
;;     mov     rcx, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     mov     qword ptr [rcx + rax*8], 0
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
;;
;; $function: 33 bytes
;;     lea     rax, [r14 + ref $constant]
;;     mov     ecx, edx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rcx, [r14 + table0.len]
;;     jae     L1
;;     cmovae  rcx, [r14 + zero]
;;     mov     [r8 + rcx*8], rax
;;     ret
;; L1:
;;     ud2                                         ; trap: table out of bounds
