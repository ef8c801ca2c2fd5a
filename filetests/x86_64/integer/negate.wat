;;! target = "x86_64"
;; Zero minus something, and the complement.

(module
  (func $negate (param $x i32) (result i32)
    (i32.sub (i32.const 0) (local.get $x)))

  (func $negate_in_place (param $x i64) (result i64)
    (local.set $x (i64.sub (i64.const 0) (local.get $x)))
    (local.get $x))

  (func $complement (param $x i32) (result i32)
    (i32.xor (local.get $x) (i32.const -1))))

;; $negate: 5 bytes
;;     mov     eax, edx
;;     neg     eax
;;     ret
;;
;; $negate_in_place: 7 bytes
;;     neg     rdx
;;     mov     rax, rdx
;;     ret
;;
;; $complement: 5 bytes
;;     mov     eax, edx
;;     not     eax
;;     ret
