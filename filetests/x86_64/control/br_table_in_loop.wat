;;! target = "x86_64"
;; An interpreter: a loop around a jump table.

(module
  (memory 1)

  (func $run (param $pc i32) (result i32) (local $acc i32)
    (loop $next
      (block $stop (block $decrement (block $increment
        (br_table $increment $decrement $stop
          (i32.load8_u (local.get $pc))))
        (local.set $acc (i32.add (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next))
        (local.set $acc (i32.sub (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next)))
    (local.get $acc)))

;; $run: 55 bytes
;;     xor     r10d, r10d
;; L1:
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     cmp     eax, 2
;;     jae     L4
;;     cmovae  rax, [r14 + zero]
;;     lea     r11, [T1]
;;     movsxd  rax, [r11 + rax*4]
;;     add     rax, r11
;;     jmp     rax
;; T1:
;;     .entry  L2
;;     .entry  L3
;; L2:
;;     inc     r10d
;;     inc     edx
;;     jmp     L1
;; L3:
;;     dec     r10d
;;     inc     edx
;;     jmp     L1
;; L4:
;;     mov     eax, r10d
;;     ret
