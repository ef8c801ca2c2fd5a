;;! target = "aarch64"
;; Fills of known length, of 3, 7, 16, 20 bytes.

(module
  (memory 1)

  (func $bytes_3 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 3)))

  (func $bytes_7 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 7)))

  (func $bytes_16 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 16)))

  (func $bytes_20 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 20))))

;; $bytes_3: 28 bytes
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #2]                      ; trap: memory out of bounds
;;     mov     w17, #0x5555
;;     sturh   w17, [x15, #1]                      ; trap: memory out of bounds
;;     mov     w17, #0x5555
;;     strh    w17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $bytes_7: 28 bytes
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #6]                      ; trap: memory out of bounds
;;     mov     w17, #0x55555555
;;     stur    w17, [x15, #3]                      ; trap: memory out of bounds
;;     mov     w17, #0x55555555
;;     str     w17, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $bytes_16: 20 bytes
;;     movi    v0.2d, #0
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0xf]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_20: 24 bytes
;;     movi    v0.2d, #0
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x13]                   ; trap: memory out of bounds
;;     stur    q0, [x15, #4]                       ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
