;;! target = "x86_64"
;; Comparisons (eq, ne) of i32 that if depends on.

(module
  (func $eq (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x i32) (param $y i32) (param $r i32) (result i32)
    (if (i32.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 22 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     cmp     edx, esi
;;     jne     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ne: 22 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     cmp     edx, esi
;;     je      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
