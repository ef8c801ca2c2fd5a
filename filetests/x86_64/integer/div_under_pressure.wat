;;! target = "x86_64"
;; A division while other values are in the registers that it needs.

(module
  (func $keeps_temporaries (param $a i32) (param $b i32) (param $c i32) (result i32)
    (i32.clz (local.get $a))
    (i32.ctz (local.get $b))
    (i32.div_u (local.get $a) (local.get $c))
    (i32.add)
    (i32.add))

  (func $quotient_and_remainder (param $a i32) (param $b i32) (result i32 i32)
    (i32.div_u (local.get $a) (local.get $b))
    (i32.rem_u (local.get $a) (local.get $b)))

  (func $of_quotients (param $a i64) (param $b i64) (param $c i64) (result i64)
    (i64.div_s (i64.div_s (local.get $a) (local.get $b)) (i64.div_s (local.get $b) (local.get $c)))))

;; $keeps_temporaries: 38 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     r10d, edx
;;     mov     esi, r8d
;;     lzcnt   eax, r10d
;;     tzcnt   edx, ecx
;;     mov     r8d, eax
;;     mov     r9d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     esi                                 ; trap: division by zero
;;     add     r9d, eax
;;     lea     eax, [r8 + r9]
;;     pop     rsi
;;     ret
;;
;; $quotient_and_remainder: 46 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     edx, eax
;;     mov     r8d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     [rsp], r8d
;;     mov     [rsp + 8], edx
;;     mov     eax, [rsp]
;;     mov     edx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $of_quotients: 42 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     r10, rdx
;;     mov     rsi, r8
;;     mov     rax, r10
;;     cqo
;;     idiv    rcx                                 ; trap: division by zero, or overflow
;;     mov     rdx, rax
;;     mov     r8, rdx
;;     mov     rax, rcx
;;     cqo
;;     idiv    rsi                                 ; trap: division by zero, or overflow
;;     mov     r9, rax
;;     mov     rax, r8
;;     cqo
;;     idiv    r9                                  ; trap: division by zero, or overflow
;;     pop     rsi
;;     ret
