;;! target = "x86_64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i32 that select depends on.

(module
  (func $lt_s (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_s (local.get $x) (local.get $y))))


  (func $gt_s (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.gt_s (local.get $x) (local.get $y))))


  (func $le_s (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.le_s (local.get $x) (local.get $y))))


  (func $ge_s (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.ge_s (local.get $x) (local.get $y)))))

;; $lt_s: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmovl   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $gt_s: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmovg   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $le_s: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmovle  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $ge_s: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmovge  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
