;;! target = "x86_64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i64 whose result is used as a number.

(module
  (func $lt_s (param $x i64) (param $y i64) (result i32)
    (i64.lt_s (local.get $x) (local.get $y)))


  (func $gt_s (param $x i64) (param $y i64) (result i32)
    (i64.gt_s (local.get $x) (local.get $y)))


  (func $le_s (param $x i64) (param $y i64) (result i32)
    (i64.le_s (local.get $x) (local.get $y)))


  (func $ge_s (param $x i64) (param $y i64) (result i32)
    (i64.ge_s (local.get $x) (local.get $y))))

;; $lt_s: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setl    al
;;     ret
;;
;; $gt_s: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setg    al
;;     ret
;;
;; $le_s: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setle   al
;;     ret
;;
;; $ge_s: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setge   al
;;     ret
