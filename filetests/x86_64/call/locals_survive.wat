;;! target = "x86_64"
;; Integer locals live in registers that the callee saves.

(module
  (func $callee)

  (func $one (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $three (param $x i32) (param $y i64) (param $z i32) (result i64)
    (call $callee)
    (i64.add (local.get $y) (i64.extend_i32_u (i32.add (local.get $x) (local.get $z)))))

  (func $used_before_only (param $x i32) (param $p i32) (result i32)
    (local.set $p (i32.mul (local.get $x) (local.get $p)))
    (call $callee)
    (local.get $p)))

;; $callee: 1 byte
;;     ret
;;
;; $one: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     call    $callee
;;     mov     eax, esi
;;     pop     rsi
;;     ret
;;
;; $three: 26 bytes, 24 bytes of frame
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     esi, edx
;;     mov     rdi, rcx
;;     mov     ebp, r8d
;;     call    $callee
;;     lea     eax, [rsi + rbp]
;;     add     rax, rdi
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $used_before_only: 15 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     imul    esi, edx
;;     call    $callee
;;     mov     eax, esi
;;     pop     rsi
;;     ret
