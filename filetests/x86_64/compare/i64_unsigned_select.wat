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

;; $lt_u: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmovb   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $gt_u: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmova   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $le_u: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmovbe  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $ge_u: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmovae  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
