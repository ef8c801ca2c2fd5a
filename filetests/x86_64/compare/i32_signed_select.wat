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

;; $lt_s: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovl   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_s: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovg   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_s: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovle  eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_s: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovge  eax, r8d
;;     pop     rsi
;;     ret
