;;! target = "x86_64"
;; Locals that find no register are in the frame.

(module
  (func $callee (result i64) (i64.const 1))

  (func $locals (result i64)
    (local $l0 i64) (local $l1 i64) (local $l2 i64) (local $l3 i64) (local $l4 i64) (local $l5 i64)
    (local $l6 i64) (local $l7 i64) (local $l8 i64) (local $l9 i64)
    (local.set $l0 (call $callee))
    (local.set $l1 (call $callee))
    (local.set $l2 (call $callee))
    (local.set $l3 (call $callee))
    (local.set $l4 (call $callee))
    (local.set $l5 (call $callee))
    (local.set $l6 (call $callee))
    (local.set $l7 (call $callee))
    (local.set $l8 (call $callee))
    (local.set $l9 (call $callee))
    (local.get $l0)
    (i64.add (local.get $l1))
    (i64.add (local.get $l2))
    (i64.add (local.get $l3))
    (i64.add (local.get $l4))
    (i64.add (local.get $l5))
    (i64.add (local.get $l6))
    (i64.add (local.get $l7))
    (i64.add (local.get $l8))
    (i64.add (local.get $l9))))

;; $callee: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $locals: 151 bytes, 80 bytes of frame
;;     sub     rsp, 0x20
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     call    $callee
;;     mov     rsi, rax
;;     call    $callee
;;     mov     rdi, rax
;;     call    $callee
;;     mov     rbp, rax
;;     call    $callee
;;     mov     r12, rax
;;     call    $callee
;;     mov     r13, rax
;;     call    $callee
;;     mov     r15, rax
;;     call    $callee
;;     mov     [rsp + 0x30], rax
;;     call    $callee
;;     mov     [rsp + 0x38], rax
;;     call    $callee
;;     mov     [rsp + 0x40], rax
;;     call    $callee
;;     mov     [rsp + 0x48], rax
;;     lea     rax, [rsi + rdi]
;;     add     rax, rbp
;;     add     rax, r12
;;     add     rax, r13
;;     add     rax, r15
;;     add     rax, [rsp + 0x30]
;;     add     rax, [rsp + 0x38]
;;     add     rax, [rsp + 0x40]
;;     add     rax, [rsp + 0x48]
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 0x20
;;     ret
