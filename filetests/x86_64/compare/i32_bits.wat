;;! target = "x86_64"
;; Tests whether bits of i32 are set.

(module
  (func $any (param $x i32) (result i32)
    (block $out
      (br_if $out (i32.ne (i32.and (local.get $x) (i32.const 0xf0)) (i32.const 0)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $none (param $x i32) (param $y i32) (result i32)
    (i32.eqz (i32.and (local.get $x) (local.get $y))))

  (func $one_bit (param $x i32) (result i32)
    (if (result i32) (i32.eqz (i32.and (local.get $x) (i32.const 8)))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $lowest_bit (param $x i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eqz (i32.and (local.get $x) (i32.const 1))))))

;; $any: 25 bytes
;;     mov     eax, edx
;;     and     eax, 0xf0
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $none: 8 bytes
;;     xor     eax, eax
;;     test    ecx, edx
;;     sete    al
;;     ret
;;
;; $one_bit: 25 bytes
;;     test    dl, 8
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $lowest_bit: 10 bytes
;;     test    dl, 1
;;     mov     eax, r8d
;;     cmove   eax, ecx
;;     ret
