;;! target = "x86_64"
;; Comparisons (eq, ne) of i64 that if depends on.

(module
  (func $eq (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x i64) (param $y i64) (param $r i32) (result i32)
    (if (i64.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     jne     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
;;
;; $ne: 24 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, rcx
;;     cmp     rdx, rsi
;;     je      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
