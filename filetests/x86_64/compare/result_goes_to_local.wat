;;! target = "x86_64"
;; A comparison whose result is a local, and is used later.

(module
  (func $set (param $x i32) (param $y i32) (result i32)
    (local $less i32)
    (local.set $less (i32.lt_s (local.get $x) (local.get $y)))
    (local.get $less))

  (func $set_in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.eq (local.get $x) (local.get $y)))
    (local.get $x))

  (func $tested_later (param $x i32) (param $y i32) (result i32)
    (local $less i32)
    (local.set $less (i32.lt_s (local.get $x) (local.get $y)))
    (if (local.get $less) (then (return (local.get $y))))
    (local.get $x)))

;; $set: 13 bytes
;;     xor     r10d, r10d
;;     cmp     edx, ecx
;;     setl    r10b
;;     mov     eax, r10d
;;     ret
;;
;; $set_in_place: 11 bytes
;;     cmp     edx, ecx
;;     sete    dl
;;     movzx   edx, dl
;;     mov     eax, edx
;;     ret
;;
;; $tested_later: 24 bytes
;;     xor     r10d, r10d
;;     cmp     edx, ecx
;;     setl    r10b
;;     test    r10d, r10d
;;     je      L1
;;     mov     eax, ecx
;;     ret
;; L1:
;;     mov     eax, edx
;;     ret
