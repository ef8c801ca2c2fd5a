;;! target = "aarch64"
;; Jump tables whose targets take a value, or several.

(module
  (func $one (param $x i32) (result i32)
    (block $c (result i32) (block $b (result i32) (block $a (result i32)
      (br_table $a $b $c (i32.const 7) (local.get $x)))
      (return (i32.add (i32.const 1))))
      (return (i32.add (i32.const 2)))))

  (func $two (param $x i32) (result i32)
    (block $b (result i32 i32)
      (block $a (result i32 i32)
        (br_table $a $b $a (i32.const 7) (i32.const 8) (local.get $x)))
      (return (i32.sub)))
    (i32.add)))

;; $one: 52 bytes
;;     mov     w0, #7
;;     cmp     w1, #2
;;     b.hs    L3
;;     csel    w16, w1, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     add     w0, w0, #1
;;     ret
;; L2:
;;     add     w0, w0, #2
;;     ret
;; L3:
;;     ret
;;
;; $two: 108 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cmp     w1, #2
;;     b.hs    L1
;;     csel    w16, w1, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     mov     w17, #7
;;     str     w17, [sp]
;;     mov     w17, #8
;;     str     w17, [sp, #8]
;;     b       L3
;; L2:
;;     mov     w17, #7
;;     str     w17, [sp]
;;     mov     w17, #8
;;     str     w17, [sp, #8]
;;     b       L4
;; L3:
;;     ldr     w0, [sp]
;;     ldr     w16, [sp, #8]
;;     sub     w0, w0, w16
;;     b       L5
;; L4:
;;     ldr     w0, [sp]
;;     ldr     w16, [sp, #8]
;;     add     w0, w0, w16
;; L5:
;;     add     sp, sp, #0x10
;;     ret
