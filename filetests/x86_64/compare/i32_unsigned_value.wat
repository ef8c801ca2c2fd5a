;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i32 whose result is used as a number.

(module
  (func $lt_u (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (local.get $x) (local.get $y)))


  (func $gt_u (param $x i32) (param $y i32) (result i32)
    (i32.gt_u (local.get $x) (local.get $y)))


  (func $le_u (param $x i32) (param $y i32) (result i32)
    (i32.le_u (local.get $x) (local.get $y)))


  (func $ge_u (param $x i32) (param $y i32) (result i32)
    (i32.ge_u (local.get $x) (local.get $y))))

;; $lt_u: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setb    al
;;     ret
;;
;; $gt_u: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     seta    al
;;     ret
;;
;; $le_u: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setbe   al
;;     ret
;;
;; $ge_u: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setae   al
;;     ret
