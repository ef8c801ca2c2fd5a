;;! target = "x86_64"
;; Branches out of several blocks, each with operands of its own.

(module
  (func $find (param $a i32) (param $b i32) (param $c i32) (result i32)
    (block $first (block $second (block $third
      (br_if $third (i32.eqz (local.get $c)))
      (br_if $second (i32.eqz (local.get $b)))
      (br_if $first (i32.eqz (local.get $a)))
      (return (i32.const 0)))
      (return (i32.const 3)))
      (return (i32.const 2)))
    (i32.const 1)))

;; $find: 46 bytes
;;     test    r8d, r8d
;;     je      L1
;;     test    ecx, ecx
;;     je      L2
;;     test    edx, edx
;;     je      L3
;;     xor     eax, eax
;;     ret
;; L1:
;;     mov     eax, 3
;;     ret
;; L2:
;;     mov     eax, 2
;;     ret
;; L3:
;;     mov     eax, 1
;;     ret
