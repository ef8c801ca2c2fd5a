;;! target = "x86_64"
;; Functions that call themselves, and each other.

(module
  (func $factorial (param $n i64) (result i64)
    (if (result i64) (i64.eqz (local.get $n))
      (then (i64.const 1))
      (else (i64.mul (local.get $n) (call $factorial (i64.sub (local.get $n) (i64.const 1)))))))

  (func $fibonacci (param $n i32) (result i32)
    (if (i32.lt_u (local.get $n) (i32.const 2)) (then (return (local.get $n))))
    (i32.add
      (call $fibonacci (i32.sub (local.get $n) (i32.const 1)))
      (call $fibonacci (i32.sub (local.get $n) (i32.const 2)))))

  (func $even (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 1))))
    (call $odd (i32.sub (local.get $n) (i32.const 1))))

  (func $odd (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (call $even (i32.sub (local.get $n) (i32.const 1)))))

;; $factorial: 45 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     test    rdx, rdx
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     [rsp], rdx
;;     dec     rdx
;;     call    $factorial
;;     imul    rax, [rsp]
;; L2:
;;     add     rsp, 8
;;     ret
;;
;; $fibonacci: 53 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     cmp     esi, 2
;;     jae     L1
;;     mov     eax, esi
;;     jmp     L2
;; L1:
;;     lea     edx, [rsi - 1]
;;     call    $fibonacci
;;     lea     edx, [rsi - 2]
;;     mov     [rsp + 8], eax
;;     call    $fibonacci
;;     add     eax, [rsp + 8]
;; L2:
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;
;; $even: 26 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     dec     edx
;;     call    $odd
;; L2:
;;     ret
;;
;; $odd: 23 bytes
;;     test    edx, edx
;;     jne     L1
;;     xor     eax, eax
;;     jmp     L2
;; L1:
;;     dec     edx
;;     call    $even
;; L2:
;;     ret
