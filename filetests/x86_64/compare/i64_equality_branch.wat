;;! target = "x86_64"
;; Comparisons (eq, ne) of i64 that br_if depends on.

(module
  (func $eq (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 21 bytes
;;     cmp     rdx, rcx
;;     je      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $ne: 21 bytes
;;     cmp     rdx, rcx
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
