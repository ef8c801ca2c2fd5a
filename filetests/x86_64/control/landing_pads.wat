;;! target = "x86_64"
;;! branches = "protected"
;; Whatever an indirect branch may lead to begins with an instruction that says so: functions, and the pads of a jump table.

(module
  (type $nullary (func))
  (memory 1)
  (table 1 funcref)

  (func $leaf)

  (func $saves_registers (param $x i32) (result i32)
    (call $leaf)
    (local.get $x))

  (func $indirect
    (call_indirect (type $nullary) (i32.const 0)))

  (func $takes_arguments_on_the_stack
    (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (i64.add (local.get 0) (local.get 9)))

  (func $run (param $pc i32) (result i32) (local $acc i32)
    (loop $next
      (block $stop (block $increment
        (br_table $increment $next $stop (i32.load8_u (local.get $pc))))
        (local.set $acc (i32.add (local.get $acc) (i32.const 1)))
        (local.set $pc (i32.add (local.get $pc) (i32.const 1)))
        (br $next)))
    (local.get $acc)))

;; $leaf: 5 bytes
;;     endbr64
;;     ret
;;
;; $saves_registers: 16 bytes, 8 bytes of frame
;;     endbr64
;;     push    rsi
;;     mov     esi, edx
;;     call    $leaf
;;     mov     eax, esi
;;     pop     rsi
;;     ret
;;
;; $indirect: 86 bytes, 8 bytes of frame
;;     endbr64
;;     sub     rsp, 8
;;     mov     r11, [r14 + table0.base]
;;     mov     r11, [r11]
;;     mov     eax, [r11 + 0x10]                   ; trap: null element
;;     cmp     eax, [r14 + type0.id]
;;     jne     L3
;;     cmovne  r11, [r14 + zero]
;;     cmp     r14, [r11 + 8]
;;     jne     L2
;;     cmovne  r11, [r14 + zero]
;;     call    qword ptr [r11]
;; L1:
;;     add     rsp, 8
;;     ret
;; L2:
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L1
;; L3:
;;     ud2                                         ; trap: other signature
;;
;; $takes_arguments_on_the_stack: 22 bytes, 8 bytes of frame
;;     endbr64
;;     lea     r11, [rsp + 8]
;;     push    rsi
;;     mov     rsi, [r11 + 0x20]
;;     lea     rax, [rdx + rsi]
;;     pop     rsi
;;     ret     0x30
;;
;; $run: 67 bytes
;;     endbr64
;;     xor     r10d, r10d
;; L1:
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     cmp     eax, 2
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     lea     r11, [0xae]
;;     shl     eax, 4
;;     add     r11, rax
;;     jmp     r11
;;     endbr64
;;     jmp     L2
;;     endbr64
;;     jmp     L1
;; L2:
;;     inc     r10d
;;     inc     edx
;;     jmp     L1
;; L3:
;;     mov     eax, r10d
;;     ret
