;;! target = "aarch64"
;; Copies of known length, of 3, 7, 16, 20 bytes.

(module
  (memory 1)

  (func $bytes_3 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 3)))

  (func $bytes_7 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 7)))

  (func $bytes_16 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 16)))

  (func $bytes_20 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 20))))

;; $bytes_3: 32 bytes
;;     ldrh    w0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldurh   w3, [x15, #1]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #2]                      ; trap: memory out of bounds
;;     sturh   w3, [x15, #1]                       ; trap: memory out of bounds
;;     strh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_7: 32 bytes
;;     ldr     w0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldur    w3, [x15, #3]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #6]                      ; trap: memory out of bounds
;;     stur    w3, [x15, #3]                       ; trap: memory out of bounds
;;     str     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_16: 20 bytes
;;     ldr     q0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0xf]                    ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_20: 32 bytes
;;     ldr     q0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldur    q1, [x15, #4]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #0x13]                   ; trap: memory out of bounds
;;     stur    q1, [x15, #4]                       ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
