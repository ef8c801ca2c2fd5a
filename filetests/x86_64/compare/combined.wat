;;! target = "x86_64"
;; Two comparisons combined by a logical operator.

(module
  (func $both (param $x i32) (result i32)
    (i32.and (i32.ge_s (local.get $x) (i32.const 0)) (i32.lt_s (local.get $x) (i32.const 10))))

  (func $either_branch (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.or (i32.eqz (local.get $x)) (i32.eqz (local.get $y))))
      (return (i32.const 1)))
    (i32.const 2))

  (func $range (param $x i32) (result i32)
    (i32.lt_u (i32.sub (local.get $x) (i32.const 48)) (i32.const 10))))

;; $both: 18 bytes
;;     xor     eax, eax
;;     test    edx, edx
;;     setge   al
;;     xor     ecx, ecx
;;     cmp     edx, 0xa
;;     setl    cl
;;     and     eax, ecx
;;     ret
;;
;; $either_branch: 37 bytes
;;     xor     eax, eax
;;     test    edx, edx
;;     sete    al
;;     xor     r8d, r8d
;;     test    ecx, ecx
;;     sete    r8b
;;     or      eax, r8d
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $range: 13 bytes
;;     lea     eax, [rdx - 0x30]
;;     cmp     eax, 0xa
;;     setb    al
;;     movzx   eax, al
;;     ret
