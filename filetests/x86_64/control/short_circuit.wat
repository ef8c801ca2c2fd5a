;;! target = "x86_64"
;; Conditions joined as compilers do: a branch for each.

(module
  (func $and (param $x i32) (param $y i32) (result i32)
    (block $false
      (br_if $false (i32.eqz (local.get $x)))
      (br_if $false (i32.lt_s (local.get $y) (i32.const 3)))
      (return (i32.const 1)))
    (i32.const 0))

  (func $or (param $x i32) (param $y i32) (result i32)
    (block $true
      (br_if $true (local.get $x))
      (br_if $true (i32.ge_s (local.get $y) (i32.const 3)))
      (return (i32.const 0)))
    (i32.const 1)))

;; $and: 26 bytes
;;     test    edx, edx
;;     je      L1
;;     cmp     ecx, 3
;;     jl      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     xor     eax, eax
;;     ret
;;
;; $or: 26 bytes
;;     test    edx, edx
;;     jne     L1
;;     cmp     ecx, 3
;;     jge     L1
;;     xor     eax, eax
;;     ret
;; L1:
;;     mov     eax, 1
;;     ret
