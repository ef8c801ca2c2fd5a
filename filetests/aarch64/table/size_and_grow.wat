;;! target = "aarch64"
;; The size of a table, and growing it.

(module
  (table $t 10 externref)

  (func $size (result i32)
    (table.size $t))

  (func $grow (param $x externref) (param $n i32) (result i32)
    (table.grow $t (local.get $x) (local.get $n))))

;; $size: 8 bytes
;;     ldr     w0, [x28, table0.len]
;;     ret
;;
;; $grow: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w3, w2
;;     mov     x2, x1
;;     mov     w1, #0
;;     mov     w0, #5
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     mov     w0, w0
;;     ldr     x30, [sp], #0x10
;;     ret
