;;! target = "x86_64"
;; Locals of loops in a function that also calls.

(module
  (import "env" "report" (func $report (param i32 i32)))
  (memory 1)
  ;; Seven locals are used in two loops, one in the other; there are six registers that callees save. The rest stays in
  ;; temporaries, which are saved around the only call, outside of the loops.
  (func $sum (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (local $i i32) (local $j i32) (local $sum i32) (local $step i32)
    (call $report (local.get $a) (local.get $b))
    (loop $outer
      (local.set $i (i32.const 0))
      (loop $inner
        (local.set $sum (i32.add (local.get $sum) (i32.load (i32.add (local.get $a) (local.get $i)))))
        (local.set $sum (i32.xor (local.get $sum) (i32.load (i32.add (local.get $b) (local.get $i)))))
        (i32.store (i32.add (local.get $c) (local.get $i)) (local.get $sum))
        (i32.store (i32.add (local.get $d) (local.get $i)) (local.get $j))
        (local.set $i (i32.add (local.get $i) (local.get $step)))
        (br_if $inner (i32.lt_u (local.get $i) (local.get $d))))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (br_if $outer (i32.lt_u (local.get $j) (local.get $c))))
    (local.get $sum))
)

;; $sum: 146 bytes, 72 bytes of frame
;;     sub     rsp, 0x18
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     r15d, edx
;;     mov     r10d, ecx
;;     mov     r13d, r8d
;;     mov     ebp, r9d
;;     xor     edi, edi
;;     xor     r12d, r12d
;;     xor     r9d, r9d
;;     mov     [rsp + 0x30], r14
;;     mov     [rsp + 0x38], r10d
;;     mov     [rsp + 0x40], r9d
;;     mov     edx, r15d
;;     mov     ecx, r10d
;;     mov     rax, r14
;;     mov     r14, [rax + $report.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $report.code]
;;     mov     r14, [rsp + 0x30]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     r10d, [rsp + 0x38]
;;     mov     r9d, [rsp + 0x40]
;; L1:
;;     xor     esi, esi
;; L2:
;;     lea     eax, [r15 + rsi]
;;     add     edi, [rbx + rax]                    ; trap: memory out of bounds
;;     lea     eax, [r10 + rsi]
;;     xor     edi, [rbx + rax]                    ; trap: memory out of bounds
;;     lea     eax, [rsi + r13]
;;     mov     [rbx + rax], edi                    ; trap: memory out of bounds
;;     lea     eax, [rsi + rbp]
;;     mov     [rbx + rax], r12d                   ; trap: memory out of bounds
;;     add     esi, r9d
;;     cmp     esi, ebp
;;     jb      L2
;;     inc     r12d
;;     cmp     r12d, r13d
;;     jb      L1
;;     mov     eax, edi
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 0x18
;;     ret
