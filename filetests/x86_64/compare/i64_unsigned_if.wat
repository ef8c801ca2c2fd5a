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

;; $lt_u: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jae     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_u: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jbe     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_u: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     ja      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_u: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jb      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
