;;! target = "aarch64"
;; An offset so large that the guard pages behind a memory do not reach it is checked.

(module
  (memory 1)

  (func $sixty_four_mebibytes (param $p i32) (result i32)
    (i32.load offset=0x4000000 (local.get $p)))

  (func $beyond_31_bits (param $p i32) (param $x i32)
    (i32.store offset=0x90000000 (local.get $p) (local.get $x))))

;; $sixty_four_mebibytes: 52 bytes
;;     ldr     x17, [x28, memory0.len]
;;     mov     w16, #4
;;     movk    w16, #0x400, lsl #16
;;     add     x16, x1, x16
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     mov     w16, #0x4000000
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     ldr     w0, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $beyond_31_bits: 52 bytes
;;     ldr     x17, [x28, memory0.len]
;;     mov     w16, #4
;;     movk    w16, #0x9000, lsl #16
;;     add     x16, x1, x16
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     mov     w16, #0x90000000
;;     add     x0, x0, x16
;;     csel    x0, x0, xzr, ls
;;     str     w2, [x0]                            ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
