;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 whose result is used as a number.

(module
  (func $lt_u (param $x i64) (param $y i64) (result i32)
    (i64.lt_u (local.get $x) (local.get $y)))


  (func $gt_u (param $x i64) (param $y i64) (result i32)
    (i64.gt_u (local.get $x) (local.get $y)))


  (func $le_u (param $x i64) (param $y i64) (result i32)
    (i64.le_u (local.get $x) (local.get $y)))


  (func $ge_u (param $x i64) (param $y i64) (result i32)
    (i64.ge_u (local.get $x) (local.get $y))))

;; $lt_u: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setb    al
;;     ret
;;
;; $gt_u: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     seta    al
;;     ret
;;
;; $le_u: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setbe   al
;;     ret
;;
;; $ge_u: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setae   al
;;     ret
