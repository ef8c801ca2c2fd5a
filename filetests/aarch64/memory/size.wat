;;! target = "aarch64"
;; The size of the memory, in pages.

(module
  (memory 1)

  (func $size (result i32)
    (memory.size))

  (func $size_to_local (param $x i32) (result i32)
    (local.set $x (memory.size))
    (local.get $x)))

;; $size: 12 bytes
;;     ldr     x0, [x28, memory0.len]
;;     lsr     x0, x0, #0x10
;;     ret
;;
;; $size_to_local: 16 bytes
;;     ldr     x1, [x28, memory0.len]
;;     lsr     x1, x1, #0x10
;;     mov     w0, w1
;;     ret
