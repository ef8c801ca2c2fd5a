;;! target = "x86_64"
;;! fuel = "consumed"
;; The cost of a run of operators is subtracted before the first one. Functions and loop heads test the result.

(module
  (import "host" "f" (func $host))
  (memory 1)

  (func $leaf (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))

  (func $free
    (block) (nop) (return))

  (func $count (param $n i32) (result i32) (local $sum i32)
    (block $done (loop $next
      (br_if $done (i32.eqz (local.get $n)))
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br $next)))
    (local.get $sum))

  ;; The end of a block that nothing branches to does not end a run.
  (func $joins (param $x i32) (result i32)
    (block $joined
      (block (drop (i32.const 1)))
      (if (local.get $x) (then (br $joined)) (else (local.set $x (i32.const 2))))
      (local.set $x (i32.const 3)))
    (local.get $x))

  ;; No local is in the register of the counter. A call ends a run, since the callee may read the fuel.
  (func $many (param i32 i32 i32 i32 i32 i32) (result i32)
    (call $host)
    (i32.add (local.get 0) (i32.add (local.get 1) (i32.add (local.get 2)
      (i32.add (local.get 3) (i32.add (local.get 4) (local.get 5)))))))

  ;; The bytes of the first are charged here, those of the second by the runtime.
  (func $bulk (param $n i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 16))
    (memory.fill (i32.const 0) (i32.const 0) (local.get $n))))

;; $leaf: 17 bytes
;;     sub     r15, 4
;;     jl      L1
;;     lea     eax, [rdx + 1]
;;     ret
;; L1:
;;     ud2                                         ; trap: out of fuel
;;
;; $free: 14 bytes
;;     sub     r15, 1
;;     jl      L1
;;     ret
;; L1:
;;     ud2                                         ; trap: out of fuel
;;
;; $count: 56 bytes
;;     xor     r10d, r10d
;;     sub     r15, 1
;;     jl      L3
;; L1:
;;     sub     r15, 3
;;     jl      L4
;;     test    edx, edx
;;     je      L2
;;     sub     r15, 9
;;     add     r10d, edx
;;     dec     edx
;;     jmp     L1
;; L2:
;;     sub     r15, 1
;;     mov     eax, r10d
;;     ret
;; L3:
;;     ud2                                         ; trap: out of fuel
;; L4:
;;     ud2                                         ; trap: out of fuel
;;
;; $joins: 51 bytes
;;     sub     r15, 4
;;     jl      L3
;;     test    edx, edx
;;     je      L1
;;     sub     r15, 1
;;     jmp     L2
;; L1:
;;     sub     r15, 4
;;     mov     edx, 2
;;     mov     edx, 3
;; L2:
;;     sub     r15, 1
;;     mov     eax, edx
;;     ret
;; L3:
;;     ud2                                         ; trap: out of fuel
;;
;; $many: 109 bytes, 56 bytes of frame
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 0x10
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     eax, [r11]
;;     mov     [rsp + 0x30], eax
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     ebp, r8d
;;     mov     r12d, r9d
;;     mov     r13d, r10d
;;     mov     [rsp + 0x28], r14
;;     sub     r15, 2
;;     jl      L1
;;     mov     rax, r14
;;     mov     r14, [rax + $host.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $host.code]
;;     mov     r14, [rsp + 0x28]
;;     mov     rbx, [r14 + memory0.base]
;;     sub     r15, 0xb
;;     mov     eax, r13d
;;     add     eax, [rsp + 0x30]
;;     add     eax, r12d
;;     add     eax, ebp
;;     add     eax, edi
;;     add     eax, esi
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     add     rsp, 0x10
;;     ret     0x10
;; L1:
;;     ud2                                         ; trap: out of fuel
;;
;; $bulk: 45 bytes
;;     sub     r15, 9
;;     jl      L1
;;     sub     r15, 0x10
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx], xmm0                         ; trap: memory out of bounds
;;     mov     r9d, edx
;;     xor     ecx, ecx
;;     xor     r8d, r8d
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     ret
;; L1:
;;     ud2                                         ; trap: out of fuel
