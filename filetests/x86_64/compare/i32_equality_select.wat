;;! target = "x86_64"
;; Comparisons (eq, ne) of i32 that select depends on.

(module
  (func $eq (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eq (local.get $x) (local.get $y))))


  (func $ne (param $x i32) (param $y i32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.ne (local.get $x) (local.get $y)))))

;; $eq: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmove   eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ne: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     cmp     edx, ecx
;;     mov     eax, esi
;;     cmovne  eax, r8d
;;     pop     rsi
;;     ret
