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

;; $eq: 19 bytes
;;     cmp     rdx, rcx
;;     jne     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $ne: 19 bytes
;;     cmp     rdx, rcx
;;     je      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
