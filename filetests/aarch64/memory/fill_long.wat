;;! target = "aarch64"
;; Fills of known length, of 33, 64, 65 bytes.

(module
  (memory 1)

  (func $bytes_33 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 33)))

  (func $bytes_64 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 64)))

  (func $bytes_65 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 65))))

;; $bytes_33: 28 bytes
;;     movi    v0.16b, #0x55
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x20]                   ; trap: memory out of bounds
;;     stur    q0, [x15, #0x11]                    ; trap: memory out of bounds
;;     str     q0, [x15, #0x10]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_64: 32 bytes
;;     movi    v0.2d, #0
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x3f]                   ; trap: memory out of bounds
;;     str     q0, [x15, #0x30]                    ; trap: memory out of bounds
;;     str     q0, [x15, #0x20]                    ; trap: memory out of bounds
;;     str     q0, [x15, #0x10]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_65: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
;;     mov     w3, #0x55
;;     mov     w4, #0x41
;;     mov     w1, #0
;;     mov     w0, #2
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
