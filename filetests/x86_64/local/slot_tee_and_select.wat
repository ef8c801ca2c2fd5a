;;! target = "x86_64"
;; A local in the frame that is set and used at once, and that is preserved.

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

    (local.set $a (local.tee $slot (i32.add (local.get $slot) (local.get $b))))
    (local.get $slot)
    (local.set $slot (i32.const 7))
    (i32.add (local.get $slot))
    (select (local.get $b) (local.get $a))))

;; $slot: 90 bytes, 48 bytes of frame
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
;;     add     r15d, ecx
;;     mov     edx, r15d
;;     mov     eax, r15d
;;     mov     r15d, 7
;;     add     eax, r15d
;;     test    edx, edx
;;     cmove   eax, ecx
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     ret     0x20
