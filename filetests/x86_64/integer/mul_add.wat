;;! target = "x86_64"
;; A product that is only added to, or subtracted from, something.

(module
  (func $sum (param $a i32) (param $b i32) (param $c i32) (result i32)
    (i32.add (i32.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $difference (param $a i64) (param $b i64) (param $c i64) (result i64)
    (i64.sub (local.get $c) (i64.mul (local.get $a) (local.get $b))))

  (func $accumulate (param $a i32) (param $b i32) (param $sum i32) (result i32)
    (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $a) (local.get $b))))
    (local.get $sum)))

;; $sum: 9 bytes
;;     mov     eax, edx
;;     imul    eax, ecx
;;     add     eax, r8d
;;     ret
;;
;; $difference: 17 bytes
;;     mov     rax, rdx
;;     imul    rax, rcx
;;     mov     r9, r8
;;     sub     r9, rax
;;     mov     rax, r9
;;     ret
;;
;; $accumulate: 12 bytes
;;     mov     eax, edx
;;     imul    eax, ecx
;;     add     r8d, eax
;;     mov     eax, r8d
;;     ret
