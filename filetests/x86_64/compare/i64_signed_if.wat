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

;; $lt_s: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jge     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_s: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jle     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_s: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jg      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_s: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jl      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
