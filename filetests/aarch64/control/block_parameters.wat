;;! target = "aarch64"
;; Blocks that take operands.

(module
  (func $block (param $x i32) (result i32)
    (local.get $x)
    (block (param i32) (result i32)
      (i32.add (i32.const 1))))

  (func $loop (param $x i32) (result i32)
    (local.get $x)
    (loop $l (param i32) (result i32)
      (local.tee $x (i32.sub (i32.const 1)))
      (br_if $l (local.get $x) (local.get $x))
      (drop)))

  (func $if (param $x i32) (result i32)
    (local.get $x)
    (if (param i32) (result i32) (local.get $x)
      (then (i32.add (i32.const 1)))
      (else (i32.sub (i32.const 1))))))

;; $block: 8 bytes
;;     add     w0, w1, #1
;;     ret
;;
;; $loop: 40 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     w1, [sp]
;; L1:
;;     ldr     w0, [sp]
;;     sub     w1, w0, #1
;;     cbz     w1, L2
;;     str     w1, [sp]
;;     b       L1
;; L2:
;;     mov     w0, w1
;;     add     sp, sp, #0x10
;;     ret
;;
;; $if: 40 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     w1, [sp]
;;     cbz     w1, L1
;;     mov     w0, w1
;;     add     w0, w0, #1
;;     b       L2
;; L1:
;;     ldr     w0, [sp]
;;     sub     w0, w0, #1
;; L2:
;;     add     sp, sp, #0x10
;;     ret
