;;! target = "x86_64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i32 that if depends on.

(module
  (func $lt_s (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.lt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt_s (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.gt_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le_s (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.le_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge_s (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.ge_s (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt_s: 18 bytes
;;     cmp     edx, ecx
;;     jge     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $gt_s: 18 bytes
;;     cmp     edx, ecx
;;     jle     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $le_s: 18 bytes
;;     cmp     edx, ecx
;;     jg      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $ge_s: 18 bytes
;;     cmp     edx, ecx
;;     jl      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
