;;! target = "x86_64"
;; A local in the frame that is compared, and that is a condition.

(module
  (memory 1)

  (func $slot (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32)
      (param $f i32) (param $g i32) (param $h i32)
      (param $slot i32) (result i32)
    ;; Used in loops: these get the registers.
    loop
      loop
        local.get $a local.get $b i32.add local.get $c i32.add local.get $d i32.add local.get $e i32.add
        local.get $f i32.add local.get $g i32.add local.get $h i32.add
        br_if 0
      end
    end

    (if (i32.lt_s (local.get $slot) (i32.const 10)) (then (return (i32.const 1))))
    (if (i32.eq (local.get $a) (local.get $slot)) (then (return (i32.const 2))))
    (if (local.get $slot) (then (return (i32.const 3))))
    (local.set $slot (i32.gt_u (local.get $slot) (local.get $b)))
    (select (local.get $a) (local.get $slot) (i32.eqz (local.get $slot)))))

;; $slot: 145 bytes, 48 bytes of frame
;;     lea     r11, [rsp + 8]
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     ebp, [r11]
;;     mov     r12d, [r11 + 8]
;;     mov     r13d, [r11 + 0x10]
;;     mov     r15d, [r11 + 0x18]
;;     mov     esi, r9d
;;     mov     edi, r10d
;; L1:
;;     lea     eax, [rdx + rcx]
;;     add     eax, r8d
;;     add     eax, esi
;;     add     eax, edi
;;     add     eax, ebp
;;     add     eax, r12d
;;     add     eax, r13d
;;     jne     L1
;;     cmp     r15d, 0xa
;;     jge     L2
;;     mov     eax, 1
;;     jmp     L5
;; L2:
;;     cmp     edx, r15d
;;     jne     L3
;;     mov     eax, 2
;;     jmp     L5
;; L3:
;;     test    r15d, r15d
;;     je      L4
;;     mov     eax, 3
;;     jmp     L5
;; L4:
;;     cmp     r15d, ecx
;;     seta    r15b
;;     movzx   r15d, r15b
;;     test    r15d, r15d
;;     mov     eax, r15d
;;     cmove   eax, edx
;; L5:
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     ret     0x20
