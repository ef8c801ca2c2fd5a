;;! target = "aarch64"
;; Fills of known length, of 1, 2, 4, 8 bytes.

(module
  (memory 1)

  (func $bytes_1 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 1)))

  (func $bytes_2 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 2)))

  (func $bytes_4 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 4)))

  (func $bytes_8 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 8))))

;; $bytes_1: 12 bytes
;;     mov     w17, #0x55
;;     strb    w17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $bytes_2: 16 bytes
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #1]                      ; trap: memory out of bounds
;;     strh    wzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $bytes_4: 16 bytes
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #3]                      ; trap: memory out of bounds
;;     str     wzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $bytes_8: 16 bytes
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #7]                      ; trap: memory out of bounds
;;     str     xzr, [x27, x1]                      ; trap: memory out of bounds
;;     ret
