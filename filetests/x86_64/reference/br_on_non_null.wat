;;! target = "x86_64"
;; Branches taken with a reference if it is not null.

(module
  (type $t (func))
  (table $t 10 (ref null $t))

  (func $parameter (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $element (param $i i32) (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (table.get $t (local.get $i)))
      (local.get $g)))

  (func $two_values (param $f (ref null $t)) (param $x i32) (param $g (ref $t)) (result i32 (ref $t))
    (block $l (result i32 (ref $t))
      (local.get $x)
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $loop (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (local.get $g)
    (loop $l (param (ref $t)) (result (ref $t))
      (drop)
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $null (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (ref.null $t))
      (local.get $g))))

;; $parameter: 16 bytes
;;     mov     rax, rdx
;;     test    rax, rax
;;     jne     L1
;;     mov     rax, rcx
;; L1:
;;     ret
;;
;; $element: 41 bytes
;;     mov     eax, edx
;;     mov     r8, [r14 + table0.base]
;;     cmp     rax, [r14 + table0.len]
;;     jae     L2
;;     cmovae  rax, [r14 + zero]
;;     mov     rax, [r8 + rax*8]
;;     test    rax, rax
;;     jne     L1
;;     mov     rax, rcx
;; L1:
;;     ret
;; L2:
;;     ud2                                         ; trap: table out of bounds
;;
;; $two_values: 47 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     test    rdx, rdx
;;     je      L1
;;     mov     [rsp], ecx
;;     mov     [rsp + 8], rdx
;;     jmp     L2
;; L1:
;;     mov     [rsp], ecx
;;     mov     [rsp + 8], r8
;; L2:
;;     mov     eax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $loop: 31 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], rcx
;; L1:
;;     test    rdx, rdx
;;     je      L2
;;     mov     [rsp], rdx
;;     jmp     L1
;; L2:
;;     mov     rax, rcx
;;     add     rsp, 8
;;     ret
;;
;; $null: 4 bytes
;;     mov     rax, rdx
;;     ret
