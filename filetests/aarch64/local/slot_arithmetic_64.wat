;;! target = "aarch64"
;; A local of 64 bits in the frame as an operand and as the destination of integer arithmetic.

(module
  (memory 1)

  (func $slot (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32)
      (param $f i32) (param $g i32) (param $h i32) (param $i i32) (param $j i32)
      (param $k i32) (param $l i32) (param $m i32) (param $n i32) (param $o i32)
      (param $p i32) (param $q i32) (param $r i32) (param $s i32) (param $t i32) (param $u i32)
      (param $slot i64) (result i64)
    ;; Used in loops: these get the registers.
    loop
      loop
        local.get $a local.get $b i32.add local.get $c i32.add local.get $d i32.add local.get $e i32.add
        local.get $f i32.add local.get $g i32.add local.get $h i32.add local.get $i i32.add local.get $j
        i32.add local.get $k i32.add local.get $l i32.add local.get $m i32.add local.get $n i32.add
        local.get $o i32.add local.get $p i32.add local.get $q i32.add local.get $r i32.add local.get $s
        i32.add local.get $t i32.add local.get $u i32.add
        br_if 0
      end
    end

    (local.set $slot (i64.add (local.get $slot) (i64.const 1)))
    (local.set $slot (i64.mul (local.get $slot) (i64.const 10)))
    (local.set $slot (i64.sub (i64.const 0) (local.get $slot)))
    (local.set $slot (i64.const 0x123456789abc))
    (i64.or (local.get $slot) (i64.const 1))))

;; $slot: 256 bytes, 112 bytes of frame
;;     mov     x17, sp
;;     stp     x13, x14, [sp, #-0x70]!
;;     stp     x19, x20, [sp, #0x10]
;;     stp     x21, x22, [sp, #0x20]
;;     stp     x23, x24, [sp, #0x30]
;;     stp     x25, x26, [sp, #0x40]
;;     str     x29, [sp, #0x50]
;;     ldr     w12, [x17]
;;     ldr     w11, [x17, #8]
;;     ldr     w19, [x17, #0x10]
;;     ldr     w20, [x17, #0x18]
;;     ldr     w21, [x17, #0x20]
;;     ldr     w22, [x17, #0x28]
;;     ldr     w23, [x17, #0x30]
;;     ldr     w24, [x17, #0x38]
;;     ldr     w25, [x17, #0x40]
;;     ldr     w26, [x17, #0x48]
;;     ldr     w29, [x17, #0x50]
;;     ldr     w13, [x17, #0x58]
;;     ldr     w14, [x17, #0x60]
;;     ldr     x0, [x17, #0x68]
;;     str     x0, [sp, #0x60]
;; L1:
;;     add     w0, w1, w2
;;     add     w0, w0, w3
;;     add     w0, w0, w4
;;     add     w0, w0, w5
;;     add     w0, w0, w6
;;     add     w0, w0, w7
;;     add     w0, w0, w8
;;     add     w0, w0, w12
;;     add     w0, w0, w11
;;     add     w0, w0, w19
;;     add     w0, w0, w20
;;     add     w0, w0, w21
;;     add     w0, w0, w22
;;     add     w0, w0, w23
;;     add     w0, w0, w24
;;     add     w0, w0, w25
;;     add     w0, w0, w26
;;     add     w0, w0, w29
;;     add     w0, w0, w13
;;     add     w0, w0, w14
;;     cbnz    w0, L1
;;     ldr     x0, [sp, #0x60]
;;     add     x0, x0, #1
;;     str     x0, [sp, #0x60]
;;     add     x16, x0, x0, lsl #2
;;     lsl     x0, x16, #1
;;     str     x0, [sp, #0x60]
;;     neg     x0, x0
;;     str     x0, [sp, #0x60]
;;     mov     x17, #0x9abc
;;     movk    x17, #0x5678, lsl #16
;;     movk    x17, #0x1234, lsl #32
;;     str     x17, [sp, #0x60]
;;     ldr     x0, [sp, #0x60]
;;     orr     x0, x0, #1
;;     ldp     x19, x20, [sp, #0x10]
;;     ldp     x21, x22, [sp, #0x20]
;;     ldp     x23, x24, [sp, #0x30]
;;     ldp     x25, x26, [sp, #0x40]
;;     ldr     x29, [sp, #0x50]
;;     ldp     x13, x14, [sp], #0xe0
;;     ret
