;;! target = "x86_64"
;; Comparisons (eq, ne) of i32 whose result is used as a number.

(module
  (func $eq (param $x i32) (param $y i32) (result i32)
    (i32.eq (local.get $x) (local.get $y)))


  (func $ne (param $x i32) (param $y i32) (result i32)
    (i32.ne (local.get $x) (local.get $y))))

;; $eq: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     sete    al
;;     ret
;;
;; $ne: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setne   al
;;     ret
