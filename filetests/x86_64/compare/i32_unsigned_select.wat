;;! target = "x86_64"
;; Comparisons (lt_u, gt_u, le_u, ge_u) of i32 that select depends on.

(module
  (func $lt_u (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_u (local.get $x) (local.get $y))))


  (func $gt_u (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.gt_u (local.get $x) (local.get $y))))


  (func $le_u (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.le_u (local.get $x) (local.get $y))))


  (func $ge_u (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.ge_u (local.get $x) (local.get $y)))))

;; $lt_u: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovb   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_u: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmova   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_u: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovbe  eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_u: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovae  eax, r8d
;;     pop     rsi
;;     ret
