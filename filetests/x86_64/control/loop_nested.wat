;;! target = "x86_64"
;; A loop in a loop.

(module
  (func $pairs (param $n i32) (result i64) (local $i i32) (local $j i32) (local $sum i64)
    (loop $outer
      (local.set $j (i32.const 0))
      (loop $inner
        (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (i32.xor (local.get $i) (local.get $j)))))
        (br_if $inner (i32.ne (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n))))
      (br_if $outer (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum)))

;; $pairs: 42 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     xor     r9d, r9d
;;     xor     r8d, r8d
;; L1:
;;     xor     r10d, r10d
;; L2:
;;     mov     eax, r8d
;;     xor     eax, r10d
;;     add     r9, rax
;;     inc     r10d
;;     cmp     r10d, esi
;;     jne     L2
;;     inc     r8d
;;     cmp     r8d, esi
;;     jne     L1
;;     mov     rax, r9
;;     pop     rsi
;;     ret
