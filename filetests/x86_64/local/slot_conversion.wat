;;! target = "x86_64"
;; A local in the frame as the operand and as the destination of conversions.

(module
  (memory 1)

  (func $slot (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32)
      (param $f i32) (param $g i32) (param $h i32)
      (param $slot i64) (result f64)
    ;; Used in loops: these get the registers.
    loop
      loop
        local.get $a local.get $b i32.add local.get $c i32.add local.get $d i32.add local.get $e i32.add
        local.get $f i32.add local.get $g i32.add local.get $h i32.add
        br_if 0
      end
    end

    (local.set $slot (i64.extend_i32_u (local.get $a)))
    (local.set $slot (i64.extend_i32_s (i32.wrap_i64 (local.get $slot))))
    (local.set $slot (i64.trunc_sat_f64_s (f64.convert_i64_s (local.get $slot))))
    (local.set $slot (i64.extend8_s (local.get $slot)))
    (f64.reinterpret_i64 (local.get $slot))))

;; $slot: 142 bytes, 48 bytes of frame
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
;;     mov     r15, [r11 + 0x18]
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
;;     mov     r15, rdx
;;     movsxd  r15, r15d
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsi2sd xmm0, xmm0, r15
;;     vcvttsd2si r15, xmm0
;;     cmp     r15, 1
;;     jo      L3
;; L2:
;;     movsx   r15, r15b
;;     vmovq   xmm0, r15
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     ret     0x20
;; L3:
;;     xor     r15d, r15d
;;     vucomisd xmm0, xmm0
;;     jp      L4
;;     vxorps  xmm15, xmm15, xmm15
;;     mov     r15, -0x8000000000000000
;;     vucomisd xmm0, xmm15
;;     jbe     L4
;;     dec     r15
;; L4:
;;     jmp     L2
