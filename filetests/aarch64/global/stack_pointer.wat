;;! target = "aarch64"
;; What compilers do with the stack pointer that they keep in a global.

(module
  (memory 1)
  (global $sp (mut i32) (i32.const 65536))

  (func $frame (param $x i32) (result i32) (local $fp i32)
    (global.set $sp (local.tee $fp (i32.sub (global.get $sp) (i32.const 16))))
    (i32.store offset=12 (local.get $fp) (local.get $x))
    (i32.load offset=12 (local.get $fp))
    (global.set $sp (i32.add (local.get $fp) (i32.const 16)))))

;; $frame: 36 bytes
;;     ldr     w0, [x28, global0]
;;     sub     w12, w0, #0x10
;;     str     w12, [x28, global0]
;;     add     x15, x27, x12
;;     str     w1, [x15, #0xc]                     ; trap: memory out of bounds
;;     ldr     w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     add     w2, w12, #0x10
;;     str     w2, [x28, global0]
;;     ret
