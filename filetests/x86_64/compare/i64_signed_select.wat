;;! target = "x86_64"
;; Comparisons (lt_s, gt_s, le_s, ge_s) of i64 that select depends on.

(module
  (func $lt_s (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.lt_s (local.get $x) (local.get $y))))


  (func $gt_s (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.gt_s (local.get $x) (local.get $y))))


  (func $le_s (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.le_s (local.get $x) (local.get $y))))


  (func $ge_s (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.ge_s (local.get $x) (local.get $y)))))

;; $lt_s: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovl   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $gt_s: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovg   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $le_s: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovle  eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ge_s: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, esi
;;     cmovge  eax, r8d
;;     pop     rsi
;;     ret
