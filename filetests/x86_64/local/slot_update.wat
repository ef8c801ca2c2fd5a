;;! target = "x86_64"
;; A local in the frame is changed there, unless its value before is still needed.

(module
  (func $slot (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (param $f i32) (param $g i32)
      (param $h i32) (param $i i32) (param $j i32) (param $k i32) (param $slot i32) (result i32)
    ;; Used in loops: these get the registers.
    loop
      loop
        local.get $a local.get $b i32.add local.get $c i32.add local.get $d i32.add local.get $e i32.add
        local.get $f i32.add local.get $g i32.add local.get $h i32.add local.get $i i32.add local.get $j i32.add
        local.get $k i32.add
        br_if 0
      end
    end

    (local.set $slot (i32.add (local.get $slot) (i32.const 1)))
    (local.set $slot (i32.xor (local.get $a) (local.get $slot)))
    (local.set $slot (i32.sub (local.get $slot) (i32.mul (local.get $a) (local.get $b))))
    (local.get $slot)
    (local.set $slot (i32.and (local.get $slot) (i32.const 1000)))
    (local.set $slot (i32.add (local.get $slot) (local.get $slot)))
    (i32.add (local.tee $slot (i32.add (local.get $slot) (i32.const 1))))))

;; $slot: 165 bytes, 72 bytes of frame
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 0x18
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
;;     mov     eax, [r11 + 0x20]
;;     mov     [rsp + 0x30], eax
;;     mov     eax, [r11 + 0x28]
;;     mov     [rsp + 0x38], eax
;;     mov     eax, [r11 + 0x30]
;;     mov     [rsp + 0x40], eax
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
;;     add     eax, r15d
;;     add     eax, [rsp + 0x30]
;;     add     eax, [rsp + 0x38]
;;     jne     L1
;;     inc     dword ptr [rsp + 0x40]
;;     xor     [rsp + 0x40], edx
;;     mov     eax, edx
;;     imul    eax, ecx
;;     sub     [rsp + 0x40], eax
;;     mov     eax, [rsp + 0x40]
;;     and     dword ptr [rsp + 0x40], 0x3e8
;;     mov     r9d, [rsp + 0x40]
;;     add     r9d, [rsp + 0x40]
;;     mov     [rsp + 0x40], r9d
;;     inc     r9d
;;     mov     [rsp + 0x40], r9d
;;     add     eax, r9d
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 0x18
;;     ret     0x40
