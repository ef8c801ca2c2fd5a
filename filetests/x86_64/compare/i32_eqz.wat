;;! target = "x86_64"
;; A test for zero of i32, in all its uses.

(module
  (func $value (param $x i32) (result i32)
    (i32.eqz (local.get $x)))

  (func $branch (param $x i32) (result i32)
    (block $out
      (br_if $out (i32.eqz (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $if (param $x i32) (param $r i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (local.set $r (i32.const 1))))
    (local.get $r))

  (func $select (param $x i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eqz (local.get $x)))))

;; $value: 8 bytes
;;     xor     eax, eax
;;     test    edx, edx
;;     sete    al
;;     ret
;;
;; $branch: 20 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $if: 16 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     ecx, 1
;; L1:
;;     mov     eax, ecx
;;     ret
;;
;; $select: 9 bytes
;;     test    edx, edx
;;     mov     eax, r8d
;;     cmove   eax, ecx
;;     ret
