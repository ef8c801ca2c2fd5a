;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 that if depends on.

(module
  (func $lt_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.lt_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.gt_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.le_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge_u (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ge_u (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt_u: 19 bytes
;;     cmp     rdx, rcx
;;     jae     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $gt_u: 19 bytes
;;     cmp     rdx, rcx
;;     jbe     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $le_u: 19 bytes
;;     cmp     rdx, rcx
;;     ja      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $ge_u: 19 bytes
;;     cmp     rdx, rcx
;;     jb      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
