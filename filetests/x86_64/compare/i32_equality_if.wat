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

;; $eq: 18 bytes
;;     cmp     edx, ecx
;;     jne     L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
;;
;; $ne: 18 bytes
;;     cmp     edx, ecx
;;     je      L1
;;     mov     r8d, 1
;; L1:
;;     mov     eax, r8d
;;     ret
