;;! target = "x86_64"
;; A local of 64 bits in the frame as an operand and as the destination of integer arithmetic.

(module
  (memory 1)

  (func $slot (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32)
      (param $f i32) (param $g i32) (param $h i32)
      (param $slot i64) (result i64)
    ;; Used in loops: these get the registers.
    loop
      loop
        local.get $a local.get $b i32.add local.get $c i32.add local.get $d i32.add local.get $e i32.add
        local.get $f i32.add local.get $g i32.add local.get $h i32.add
        br_if 0
      end
    end

    (local.set $slot (i64.add (local.get $slot) (i64.const 1)))
    (local.set $slot (i64.mul (local.get $slot) (i64.const 10)))
    (local.set $slot (i64.sub (i64.const 0) (local.get $slot)))
    (local.set $slot (i64.const 0x123456789abc))
    (i64.or (local.get $slot) (i64.const 1))))

;; $slot: 147 bytes, 56 bytes of frame
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 8
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     r12d, [r11]
;;     mov     r13d, [r11 + 8]
;;     mov     r15d, [r11 + 0x10]
;;     mov     rax, [r11 + 0x18]
;;     mov     [rsp + 0x30], rax
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     mov     ebp, r10d
;; L1:
;;     lea     eax, [rdx + rcx]
;;     add     eax, esi
;;     add     eax, edi
;;     add     eax, ebp
;;     add     eax, r12d
;;     add     eax, r13d
;;     add     eax, r15d
;;     jne     L1
;;     mov     rax, [rsp + 0x30]
;;     inc     rax
;;     mov     [rsp + 0x30], rax
;;     mov     rax, [rsp + 0x30]
;;     imul    rax, 0xa
;;     mov     [rsp + 0x30], rax
;;     mov     rax, [rsp + 0x30]
;;     neg     rax
;;     mov     [rsp + 0x30], rax
;;     mov     r11, 0x123456789abc
;;     mov     [rsp + 0x30], r11
;;     mov     rax, [rsp + 0x30]
;;     or      rax, 1
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 8
;;     ret     0x20
