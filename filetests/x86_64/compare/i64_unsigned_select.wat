;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i64 that select depends on.

(module
  (func $lt_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.lt_u (local.get $x) (local.get $y))))


  (func $gt_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.gt_u (local.get $x) (local.get $y))))


  (func $le_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.le_u (local.get $x) (local.get $y))))


  (func $ge_u (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.ge_u (local.get $x) (local.get $y)))))

;; $lt_u: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovb   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_u: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmova   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_u: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovbe  eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_u: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovae  eax, r8d
;;     pop     rsi
;;     ret
