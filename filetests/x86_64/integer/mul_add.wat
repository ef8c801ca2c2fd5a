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

;; $sum: 13 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r8d
;;     mov     eax, edx
;;     imul    eax, ecx
;;     add     eax, esi
;;     pop     rsi
;;     ret
;;
;; $difference: 22 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     rsi, r8
;;     mov     rax, rdx
;;     imul    rax, rcx
;;     mov     r8, rsi
;;     sub     r8, rax
;;     mov     rax, r8
;;     pop     rsi
;;     ret
;;
;; $accumulate: 16 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     mov     eax, edx
;;     imul    eax, esi
;;     add     r8d, eax
;;     mov     eax, r8d
;;     pop     rsi
;;     ret
