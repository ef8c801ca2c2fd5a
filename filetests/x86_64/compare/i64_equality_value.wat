;;! target = "x86_64"
;; Comparisons (eq, ne) of i64 whose result is used as a number.

(module
  (func $eq (param $x i64) (param $y i64) (result i32)
    (i64.eq (local.get $x) (local.get $y)))


  (func $ne (param $x i64) (param $y i64) (result i32)
    (i64.ne (local.get $x) (local.get $y))))

;; $eq: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     sete    al
;;     ret
;;
;; $ne: 9 bytes
;;     xor     eax, eax
;;     cmp     rdx, rcx
;;     setne   al
;;     ret
