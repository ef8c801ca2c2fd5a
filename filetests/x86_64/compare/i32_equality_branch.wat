;;! target = "x86_64"
;; Comparisons (eq, ne) of i32 that br_if depends on.

(module
  (func $eq (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 20 bytes
;;     cmp     edx, ecx
;;     je      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $ne: 20 bytes
;;     cmp     edx, ecx
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
