;;! target = "x86_64"
;; The epilogue after several ways to the end.

(module
  (func $callee (param i32) (result i32) (local.get 0))

  (func $three_ways (param $x i32) (param $y i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (return (i32.const 0))))
    (if (call $callee (local.get $x)) (then (return (local.get $y))))
    (call $callee (local.get $y))))

;; $callee: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $three_ways: 47 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     test    edx, edx
;;     jne     L1
;;     xor     eax, eax
;;     jmp     L3
;; L1:
;;     call    $callee
;;     test    eax, eax
;;     je      L2
;;     mov     eax, esi
;;     jmp     L3
;; L2:
;;     mov     edx, esi
;;     call    $callee
;; L3:
;;     pop     rsi
;;     ret
