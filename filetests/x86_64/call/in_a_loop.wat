;;! target = "x86_64"
;; A loop that calls.

(module
  (func $callee (param i32) (result i32) (local.get 0))

  (func $sum (param $n i32) (result i32) (local $sum i32)
    (loop $l
      (local.set $sum (i32.add (local.get $sum) (call $callee (local.get $n))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))

;; $callee: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $sum: 24 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     xor     edi, edi
;; L1:
;;     mov     edx, esi
;;     call    $callee
;;     add     edi, eax
;;     dec     esi
;;     jne     L1
;;     mov     eax, edi
;;     pop     rsi
;;     pop     rdi
;;     ret
