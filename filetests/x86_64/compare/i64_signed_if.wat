;;! target = "x86_64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i64 that if depends on.

(module
  (func $lt_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.lt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.gt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.le_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge_s (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ge_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt_s: 19 bytes
;;     cmp     rdx, rcx
;;     jge     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $gt_s: 19 bytes
;;     cmp     rdx, rcx
;;     jle     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $le_s: 19 bytes
;;     cmp     rdx, rcx
;;     jg      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $ge_s: 19 bytes
;;     cmp     rdx, rcx
;;     jl      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
