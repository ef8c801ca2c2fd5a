;;! target = "aarch64"
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

;; $twice: 772 bytes, 640 bytes of frame
;;     mov     x17, sp
;;     sub     sp, sp, #0x220
;;     stp     x30, x13, [sp, #-0x60]!
;;     stp     x14, x19, [sp, #0x10]
;;     stp     x20, x21, [sp, #0x20]
;;     stp     x22, x23, [sp, #0x30]
;;     stp     x24, x25, [sp, #0x40]
;;     stp     x26, x29, [sp, #0x50]
;;     ldr     x12, [x17]
;;     ldr     x11, [x17, #8]
;;     ldr     x19, [x17, #0x10]
;;     ldr     x20, [x17, #0x18]
;;     ldr     x21, [x17, #0x20]
;;     ldr     x22, [x17, #0x28]
;;     ldr     x23, [x17, #0x30]
;;     ldr     x24, [x17, #0x38]
;;     ldr     x25, [x17, #0x40]
;;     ldr     x26, [x17, #0x48]
;;     ldr     x29, [x17, #0x50]
;;     ldr     x13, [x17, #0x58]
;;     ldr     x14, [x17, #0x60]
;;     ldr     x0, [x17, #0x68]
;;     str     x0, [sp, #0x68]
;;     ldr     x0, [x17, #0x70]
;;     str     x0, [sp, #0x70]
;;     ldr     x0, [x17, #0x78]
;;     str     x0, [sp, #0x78]
;;     ldr     x0, [x17, #0x80]
;;     str     x0, [sp, #0x80]
;;     ldr     x0, [x17, #0x88]
;;     str     x0, [sp, #0x88]
;;     ldr     x0, [x17, #0x90]
;;     str     x0, [sp, #0x90]
;;     ldr     x0, [x17, #0x98]
;;     str     x0, [sp, #0x98]
;;     ldr     x0, [x17, #0xa0]
;;     str     x0, [sp, #0xa0]
;;     ldr     x0, [x17, #0xa8]
;;     str     x0, [sp, #0xa8]
;;     ldr     x0, [x17, #0xb0]
;;     str     x0, [sp, #0xb0]
;;     ldr     x0, [x17, #0xb8]
;;     str     x0, [sp, #0xb8]
;;     ldr     x0, [x17, #0xc0]
;;     str     x0, [sp, #0xc0]
;;     ldr     x0, [x17, #0xc8]
;;     str     x0, [sp, #0xc8]
;;     ldr     x0, [x17, #0xd0]
;;     str     x0, [sp, #0xd0]
;;     ldr     x0, [x17, #0xd8]
;;     str     x0, [sp, #0xd8]
;;     ldr     x0, [x17, #0xe0]
;;     str     x0, [sp, #0xe0]
;;     ldr     x0, [x17, #0xe8]
;;     str     x0, [sp, #0xe8]
;;     ldr     x0, [x17, #0xf0]
;;     str     x0, [sp, #0xf0]
;;     ldr     x0, [x17, #0xf8]
;;     str     x0, [sp, #0xf8]
;;     ldr     x0, [x17, #0x100]
;;     str     x0, [sp, #0x100]
;;     ldr     x0, [x17, #0x108]
;;     str     x0, [sp, #0x108]
;;     ldr     x0, [x17, #0x110]
;;     str     x0, [sp, #0x110]
;;     ldr     x0, [x17, #0x118]
;;     str     x0, [sp, #0x118]
;;     str     x28, [sp, #0x60]
;;     sub     sp, sp, #0x270
;;     stp     x12, x11, [sp]
;;     stp     x19, x20, [sp, #0x10]
;;     stp     x21, x22, [sp, #0x20]
;;     stp     x23, x24, [sp, #0x30]
;;     stp     x25, x26, [sp, #0x40]
;;     stp     x29, x13, [sp, #0x50]
;;     str     x14, [sp, #0x60]
;;     ldr     x17, [sp, #0x2d8]
;;     str     x17, [sp, #0x68]
;;     ldr     x17, [sp, #0x2e0]
;;     str     x17, [sp, #0x70]
;;     ldr     x17, [sp, #0x2e8]
;;     str     x17, [sp, #0x78]
;;     ldr     x17, [sp, #0x2f0]
;;     str     x17, [sp, #0x80]
;;     ldr     x17, [sp, #0x2f8]
;;     str     x17, [sp, #0x88]
;;     ldr     x17, [sp, #0x300]
;;     str     x17, [sp, #0x90]
;;     ldr     x17, [sp, #0x308]
;;     str     x17, [sp, #0x98]
;;     ldr     x17, [sp, #0x310]
;;     str     x17, [sp, #0xa0]
;;     ldr     x17, [sp, #0x318]
;;     str     x17, [sp, #0xa8]
;;     ldr     x17, [sp, #0x320]
;;     str     x17, [sp, #0xb0]
;;     ldr     x17, [sp, #0x328]
;;     str     x17, [sp, #0xb8]
;;     ldr     x17, [sp, #0x330]
;;     str     x17, [sp, #0xc0]
;;     ldr     x17, [sp, #0x338]
;;     str     x17, [sp, #0xc8]
;;     ldr     x17, [sp, #0x340]
;;     str     x17, [sp, #0xd0]
;;     ldr     x17, [sp, #0x348]
;;     str     x17, [sp, #0xd8]
;;     ldr     x17, [sp, #0x350]
;;     str     x17, [sp, #0xe0]
;;     ldr     x17, [sp, #0x358]
;;     str     x17, [sp, #0xe8]
;;     ldr     x17, [sp, #0x360]
;;     str     x17, [sp, #0xf0]
;;     ldr     x17, [sp, #0x368]
;;     str     x17, [sp, #0xf8]
;;     ldr     x17, [sp, #0x370]
;;     str     x17, [sp, #0x100]
;;     ldr     x17, [sp, #0x378]
;;     str     x17, [sp, #0x108]
;;     ldr     x17, [sp, #0x380]
;;     str     x17, [sp, #0x110]
;;     ldr     x17, [sp, #0x388]
;;     str     x17, [sp, #0x118]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x1b0]
;;     ldr     x27, [x28, memory0.base]
;;     add     x17, sp, #0x288
;;     mov     x16, sp
;;     mov     w15, #0x14
;; L1:
;;     ldr     q31, [x16], #0x10
;;     str     q31, [x17], #0x10
;;     subs    w15, w15, #1
;;     b.ne    L1
;;     ldr     x16, [x16]
;;     str     x16, [x17]
;;     add     sp, sp, #0x150
;;     sub     sp, sp, #0x270
;;     mov     x17, sp
;;     add     x16, sp, #0x3d0
;;     mov     w15, #0x12
;; L2:
;;     ldr     q31, [x16], #0x10
;;     str     q31, [x17], #0x10
;;     subs    w15, w15, #1
;;     b.ne    L2
;;     mov     x3, x2
;;     mov     x2, x1
;;     mov     x1, x0
;;     ldr     x4, [sp, #0x3a8]
;;     ldr     x5, [sp, #0x3b0]
;;     ldr     x6, [sp, #0x3b8]
;;     ldr     x7, [sp, #0x3c0]
;;     ldr     x8, [sp, #0x3c8]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x1b0]
;;     ldr     x27, [x28, memory0.base]
;;     add     x17, sp, #0x288
;;     mov     x16, sp
;;     mov     w15, #0x14
;; L3:
;;     ldr     q31, [x16], #0x10
;;     str     q31, [x17], #0x10
;;     subs    w15, w15, #1
;;     b.ne    L3
;;     ldr     x16, [x16]
;;     str     x16, [x17]
;;     add     sp, sp, #0x150
;;     stp     x0, x1, [sp, #0x120]
;;     str     x2, [sp, #0x130]
;;     ldp     x0, x1, [sp, #0x120]
;;     ldr     x2, [sp, #0x130]
;;     add     x17, sp, #0x3a0
;;     add     x16, sp, #0x138
;;     mov     w15, #0x14
;; L4:
;;     ldr     q31, [x16], #0x10
;;     str     q31, [x17], #0x10
;;     subs    w15, w15, #1
;;     b.ne    L4
;;     ldr     x16, [x16]
;;     str     x16, [x17]
;;     ldp     x14, x19, [sp, #0x10]
;;     ldp     x20, x21, [sp, #0x20]
;;     ldp     x22, x23, [sp, #0x30]
;;     ldp     x24, x25, [sp, #0x40]
;;     ldp     x26, x29, [sp, #0x50]
;;     ldp     x30, x13, [sp], #0x60
;;     add     sp, sp, #0x340
;;     ret
