;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i32 that br_if depends on.

(module
  (func $lt_u (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.lt_u (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $gt_u (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.gt_u (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $le_u (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.le_u (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ge_u (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.ge_u (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $lt_u: 20 bytes
;;     cmp     edx, ecx
;;     jb      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $gt_u: 20 bytes
;;     cmp     edx, ecx
;;     ja      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $le_u: 20 bytes
;;     cmp     edx, ecx
;;     jbe     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $ge_u: 20 bytes
;;     cmp     edx, ecx
;;     jae     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
