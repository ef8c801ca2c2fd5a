;;! target = "x86_64"
;; Comparisons (eq, ne) of i64 that select depends on.

(module
  (func $eq (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.eq (local.get $x) (local.get $y))))


  (func $ne (param $x i64) (param $y i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.ne (local.get $x) (local.get $y)))))

;; $eq: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmove   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $ne: 19 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     rdx, rcx
;;     mov     eax, edi
;;     cmovne  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
