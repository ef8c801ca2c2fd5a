;;! target = "x86_64"
;; A local in the frame as an operand of shifts, rotations and divisions.

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

    (local.set $slot (i32.shl (local.get $slot) (i32.const 3)))
    (local.set $slot (i32.shr_u (local.get $slot) (local.get $a)))
    (local.set $slot (i32.rotl (local.get $a) (local.get $slot)))
    (local.set $slot (i32.div_u (local.get $slot) (local.get $a)))
    (local.set $slot (i32.rem_s (local.get $a) (local.get $slot)))
    (i32.clz (local.get $slot))))

;; $slot: 154 bytes, 56 bytes of frame
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
;;     mov     eax, [r11 + 0x18]
;;     mov     [rsp + 0x30], eax
;;     mov     esi, r8d
;;     mov     edi, r9d
;;     mov     ebp, r10d
;;     mov     r10d, edx
;;     mov     r9d, ecx
;; L1:
;;     lea     eax, [r10 + r9]
;;     add     eax, esi
;;     add     eax, edi
;;     add     eax, ebp
;;     add     eax, r12d
;;     add     eax, r13d
;;     add     eax, r15d
;;     jne     L1
;;     mov     eax, [rsp + 0x30]
;;     shl     eax, 3
;;     mov     [rsp + 0x30], eax
;;     shrx    eax, eax, r10d
;;     mov     [rsp + 0x30], eax
;;     mov     ecx, eax
;;     mov     eax, r10d
;;     rol     eax, cl
;;     mov     [rsp + 0x30], eax
;;     xor     edx, edx
;;     div     r10d                                ; trap: division by zero
;;     mov     [rsp + 0x30], eax
;;     mov     ecx, eax
;;     mov     eax, r10d
;;     xor     edx, edx
;;     cmp     ecx, -1
;;     je      L2
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;; L2:
;;     mov     [rsp + 0x30], edx
;;     lzcnt   eax, [rsp + 0x30]
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 8
;;     ret     0x20
