;;! target = "aarch64"
;; Copies of known length, of 33, 64, 65 bytes.

(module
  (memory 1)

  (func $bytes_33 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 33)))

  (func $bytes_64 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 64)))

  (func $bytes_65 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 65))))

;; $bytes_33: 40 bytes
;;     ldr     q0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldr     q1, [x15, #0x10]                    ; trap: memory out of bounds
;;     ldur    q2, [x15, #0x11]                    ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x20]                   ; trap: memory out of bounds
;;     stur    q2, [x15, #0x11]                    ; trap: memory out of bounds
;;     str     q1, [x15, #0x10]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_64: 48 bytes
;;     ldr     q0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldr     q1, [x15, #0x10]                    ; trap: memory out of bounds
;;     ldr     q2, [x15, #0x20]                    ; trap: memory out of bounds
;;     ldr     q3, [x15, #0x30]                    ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x3f]                   ; trap: memory out of bounds
;;     str     q3, [x15, #0x30]                    ; trap: memory out of bounds
;;     str     q2, [x15, #0x20]                    ; trap: memory out of bounds
;;     str     q1, [x15, #0x10]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_65: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w4, #0x41
;;     mov     w1, #0
;;     mov     w0, #1
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
