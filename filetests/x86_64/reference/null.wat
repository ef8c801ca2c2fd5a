;;! target = "x86_64"
;; Null references, and tests for them.

(module
  (func $null (result externref)
    (ref.null extern))

  (func $is_null (param $r externref) (result i32)
    (ref.is_null (local.get $r)))

  (func $branch (param $r funcref) (result i32)
    (if (result i32) (ref.is_null (local.get $r))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $select (param $r externref) (param $s externref) (param $c i32) (result externref)
    (select (result externref) (local.get $r) (local.get $s) (local.get $c))))

;; $null: 3 bytes
;;     xor     eax, eax
;;     ret
;;
;; $is_null: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     sete    al
;;     ret
;;
;; $branch: 25 bytes
;;     test    rdx, rdx
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $select: 11 bytes
;;     test    r8d, r8d
;;     mov     rax, rcx
;;     cmovne  rax, rdx
;;     ret
