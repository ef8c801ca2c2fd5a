;;! target = "x86_64"
;; Comparisons (eq, ne) of i32 that select depends on.

(module
  (func $eq (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eq (local.get $x) (local.get $y))))


  (func $ne (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.ne (local.get $x) (local.get $y)))))

;; $eq: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmove   eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $ne: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     cmp     edx, ecx
;;     mov     eax, edi
;;     cmovne  eax, esi
;;     pop     rsi
;;     pop     rdi
;;     ret
