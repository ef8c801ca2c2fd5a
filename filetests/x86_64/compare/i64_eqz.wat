;;! target = "x86_64"
;; A test for zero of i64, in all its uses.

(module
  (func $value (param $x i64) (result i32)
    (i64.eqz (local.get $x)))

  (func $branch (param $x i64) (result i32)
    (block $out
      (br_if $out (i64.eqz (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $if (param $x i64) (param $r i32) (result i32)
    (if (i64.eqz (local.get $x)) (then (local.set $r (i32.const 1))))
    (local.get $r))

  (func $select (param $x i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.eqz (local.get $x)))))

;; $value: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     sete    al
;;     ret
;;
;; $branch: 21 bytes
;;     test    rdx, rdx
;;     je      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $if: 17 bytes
;;     test    rdx, rdx
;;     jne     L1
;;     mov     ecx, 1
;; L1:
;;     mov     eax, ecx
;;     ret
;;
;; $select: 10 bytes
;;     test    rdx, rdx
;;     mov     eax, r8d
;;     cmove   eax, ecx
;;     ret
