;;! target = "x86_64"
;; A loop copies what is contiguous, if it is long: the results of one call are the arguments of the next.

(module
  (type $list (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 ) (result i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 )))
  (import "" "f" (func $f (type $list)))

  (func $twice (type $list)
    (local.get 0)
    (local.get 1)
    (local.get 2)
    (local.get 3)
    (local.get 4)
    (local.get 5)
    (local.get 6)
    (local.get 7)
    (local.get 8)
    (local.get 9)
    (local.get 10)
    (local.get 11)
    (local.get 12)
    (local.get 13)
    (local.get 14)
    (local.get 15)
    (local.get 16)
    (local.get 17)
    (local.get 18)
    (local.get 19)
    (local.get 20)
    (local.get 21)
    (local.get 22)
    (local.get 23)
    (local.get 24)
    (local.get 25)
    (local.get 26)
    (local.get 27)
    (local.get 28)
    (local.get 29)
    (local.get 30)
    (local.get 31)
    (local.get 32)
    (local.get 33)
    (local.get 34)
    (local.get 35)
    (local.get 36)
    (local.get 37)
    (local.get 38)
    (local.get 39)
    (local.get 40)
    (local.get 41)
    (local.get 42)
    (local.get 43)
    (call $f)
    (call $f)))

;; $twice: 1422 bytes, 688 bytes of frame
;;     lea     r11, [rsp + 8]
;;     sub     rsp, 0x280
;;     push    r15
;;     push    r13
;;     push    r12
;;     push    rdi
;;     push    rsi
;;     push    rbp
;;     mov     rbp, [r11]
;;     mov     r12, [r11 + 8]
;;     mov     r13, [r11 + 0x10]
;;     mov     r15, [r11 + 0x18]
;;     mov     rax, [r11 + 0x20]
;;     mov     [rsp + 0x38], rax
;;     mov     rax, [r11 + 0x28]
;;     mov     [rsp + 0x40], rax
;;     mov     rax, [r11 + 0x30]
;;     mov     [rsp + 0x48], rax
;;     mov     rax, [r11 + 0x38]
;;     mov     [rsp + 0x50], rax
;;     mov     rax, [r11 + 0x40]
;;     mov     [rsp + 0x58], rax
;;     mov     rax, [r11 + 0x48]
;;     mov     [rsp + 0x60], rax
;;     mov     rax, [r11 + 0x50]
;;     mov     [rsp + 0x68], rax
;;     mov     rax, [r11 + 0x58]
;;     mov     [rsp + 0x70], rax
;;     mov     rax, [r11 + 0x60]
;;     mov     [rsp + 0x78], rax
;;     mov     rax, [r11 + 0x68]
;;     mov     [rsp + 0x80], rax
;;     mov     rax, [r11 + 0x70]
;;     mov     [rsp + 0x88], rax
;;     mov     rax, [r11 + 0x78]
;;     mov     [rsp + 0x90], rax
;;     mov     rax, [r11 + 0x80]
;;     mov     [rsp + 0x98], rax
;;     mov     rax, [r11 + 0x88]
;;     mov     [rsp + 0xa0], rax
;;     mov     rax, [r11 + 0x90]
;;     mov     [rsp + 0xa8], rax
;;     mov     rax, [r11 + 0x98]
;;     mov     [rsp + 0xb0], rax
;;     mov     rax, [r11 + 0xa0]
;;     mov     [rsp + 0xb8], rax
;;     mov     rax, [r11 + 0xa8]
;;     mov     [rsp + 0xc0], rax
;;     mov     rax, [r11 + 0xb0]
;;     mov     [rsp + 0xc8], rax
;;     mov     rax, [r11 + 0xb8]
;;     mov     [rsp + 0xd0], rax
;;     mov     rax, [r11 + 0xc0]
;;     mov     [rsp + 0xd8], rax
;;     mov     rax, [r11 + 0xc8]
;;     mov     [rsp + 0xe0], rax
;;     mov     rax, [r11 + 0xd0]
;;     mov     [rsp + 0xe8], rax
;;     mov     rax, [r11 + 0xd8]
;;     mov     [rsp + 0xf0], rax
;;     mov     rax, [r11 + 0xe0]
;;     mov     [rsp + 0xf8], rax
;;     mov     rax, [r11 + 0xe8]
;;     mov     [rsp + 0x100], rax
;;     mov     rax, [r11 + 0xf0]
;;     mov     [rsp + 0x108], rax
;;     mov     rax, [r11 + 0xf8]
;;     mov     [rsp + 0x110], rax
;;     mov     rax, [r11 + 0x100]
;;     mov     [rsp + 0x118], rax
;;     mov     rax, [r11 + 0x108]
;;     mov     [rsp + 0x120], rax
;;     mov     rax, [r11 + 0x110]
;;     mov     [rsp + 0x128], rax
;;     mov     rax, [r11 + 0x118]
;;     mov     [rsp + 0x130], rax
;;     mov     rax, [r11 + 0x120]
;;     mov     [rsp + 0x138], rax
;;     mov     rax, [r11 + 0x128]
;;     mov     [rsp + 0x140], rax
;;     mov     rax, [r11 + 0x130]
;;     mov     [rsp + 0x148], rax
;;     mov     rsi, r9
;;     mov     rdi, r10
;;     mov     [rsp + 0x30], r14
;;     sub     rsp, 0x290
;;     mov     [rsp], rbp
;;     mov     [rsp + 8], r12
;;     mov     [rsp + 0x10], r13
;;     mov     [rsp + 0x18], r15
;;     mov     r11, [rsp + 0x2c8]
;;     mov     [rsp + 0x20], r11
;;     mov     r11, [rsp + 0x2d0]
;;     mov     [rsp + 0x28], r11
;;     mov     r11, [rsp + 0x2d8]
;;     mov     [rsp + 0x30], r11
;;     mov     r11, [rsp + 0x2e0]
;;     mov     [rsp + 0x38], r11
;;     mov     r11, [rsp + 0x2e8]
;;     mov     [rsp + 0x40], r11
;;     mov     r11, [rsp + 0x2f0]
;;     mov     [rsp + 0x48], r11
;;     mov     r11, [rsp + 0x2f8]
;;     mov     [rsp + 0x50], r11
;;     mov     r11, [rsp + 0x300]
;;     mov     [rsp + 0x58], r11
;;     mov     r11, [rsp + 0x308]
;;     mov     [rsp + 0x60], r11
;;     mov     r11, [rsp + 0x310]
;;     mov     [rsp + 0x68], r11
;;     mov     r11, [rsp + 0x318]
;;     mov     [rsp + 0x70], r11
;;     mov     r11, [rsp + 0x320]
;;     mov     [rsp + 0x78], r11
;;     mov     r11, [rsp + 0x328]
;;     mov     [rsp + 0x80], r11
;;     mov     r11, [rsp + 0x330]
;;     mov     [rsp + 0x88], r11
;;     mov     r11, [rsp + 0x338]
;;     mov     [rsp + 0x90], r11
;;     mov     r11, [rsp + 0x340]
;;     mov     [rsp + 0x98], r11
;;     mov     r11, [rsp + 0x348]
;;     mov     [rsp + 0xa0], r11
;;     mov     r11, [rsp + 0x350]
;;     mov     [rsp + 0xa8], r11
;;     mov     r11, [rsp + 0x358]
;;     mov     [rsp + 0xb0], r11
;;     mov     r11, [rsp + 0x360]
;;     mov     [rsp + 0xb8], r11
;;     mov     r11, [rsp + 0x368]
;;     mov     [rsp + 0xc0], r11
;;     mov     r11, [rsp + 0x370]
;;     mov     [rsp + 0xc8], r11
;;     mov     r11, [rsp + 0x378]
;;     mov     [rsp + 0xd0], r11
;;     mov     r11, [rsp + 0x380]
;;     mov     [rsp + 0xd8], r11
;;     mov     r11, [rsp + 0x388]
;;     mov     [rsp + 0xe0], r11
;;     mov     r11, [rsp + 0x390]
;;     mov     [rsp + 0xe8], r11
;;     mov     r11, [rsp + 0x398]
;;     mov     [rsp + 0xf0], r11
;;     mov     r11, [rsp + 0x3a0]
;;     mov     [rsp + 0xf8], r11
;;     mov     r11, [rsp + 0x3a8]
;;     mov     [rsp + 0x100], r11
;;     mov     r11, [rsp + 0x3b0]
;;     mov     [rsp + 0x108], r11
;;     mov     r11, [rsp + 0x3b8]
;;     mov     [rsp + 0x110], r11
;;     mov     r11, [rsp + 0x3c0]
;;     mov     [rsp + 0x118], r11
;;     mov     r11, [rsp + 0x3c8]
;;     mov     [rsp + 0x120], r11
;;     mov     r11, [rsp + 0x3d0]
;;     mov     [rsp + 0x128], r11
;;     mov     r11, [rsp + 0x3d8]
;;     mov     [rsp + 0x130], r11
;;     mov     r9, rsi
;;     mov     r10, rdi
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp + 0x180]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     r11, -0x140
;; L1:
;;     vmovups xmm15, [rsp + r11 + 0x140]
;;     vmovups [rsp + r11 + 0x3f8], xmm15
;;     add     r11, 0x10
;;     jne     L1
;;     mov     r11, [rsp + 0x140]
;;     mov     [rsp + 0x3f8], r11
;;     add     rsp, 0x150
;;     sub     rsp, 0x290
;;     mov     r11, -0x130
;; L2:
;;     vmovups xmm15, [rsp + r11 + 0x538]
;;     vmovups [rsp + r11 + 0x130], xmm15
;;     add     r11, 0x10
;;     jne     L2
;;     mov     r11, [rsp + 0x538]
;;     mov     [rsp + 0x130], r11
;;     mov     r8, rcx
;;     mov     rcx, rdx
;;     mov     rdx, rax
;;     mov     r9, [rsp + 0x3f8]
;;     mov     r10, [rsp + 0x400]
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp + 0x180]
;;     mov     rbx, [r14 + memory0.base]
;;     mov     r11, -0x140
;; L3:
;;     vmovups xmm15, [rsp + r11 + 0x140]
;;     vmovups [rsp + r11 + 0x3f8], xmm15
;;     add     r11, 0x10
;;     jne     L3
;;     mov     r11, [rsp + 0x140]
;;     mov     [rsp + 0x3f8], r11
;;     add     rsp, 0x150
;;     mov     [rsp + 0x150], rax
;;     mov     [rsp + 0x158], rdx
;;     mov     [rsp + 0x160], rcx
;;     mov     rax, [rsp + 0x150]
;;     mov     rdx, [rsp + 0x158]
;;     mov     rcx, [rsp + 0x160]
;;     mov     r11, -0x140
;; L4:
;;     vmovups xmm15, [rsp + r11 + 0x2a8]
;;     vmovups [rsp + r11 + 0x538], xmm15
;;     add     r11, 0x10
;;     jne     L4
;;     mov     r11, [rsp + 0x2a8]
;;     mov     [rsp + 0x538], r11
;;     pop     rbp
;;     pop     rsi
;;     pop     rdi
;;     pop     r12
;;     pop     r13
;;     pop     r15
;;     add     rsp, 0x280
;;     ret     0x140
