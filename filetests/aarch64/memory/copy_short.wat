;;! target = "aarch64"
;; Copies of known length, of 1, 2, 4, 8 bytes.

(module
  (memory 1)

  (func $bytes_1 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 1)))

  (func $bytes_2 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 2)))

  (func $bytes_4 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 4)))

  (func $bytes_8 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 8))))

;; $bytes_1: 12 bytes
;;     ldrb    w0, [x27, x2]                       ; trap: memory out of bounds
;;     strb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_2: 20 bytes
;;     ldrh    w0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #1]                      ; trap: memory out of bounds
;;     strh    w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_4: 20 bytes
;;     ldr     w0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #3]                      ; trap: memory out of bounds
;;     str     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $bytes_8: 20 bytes
;;     ldr     x0, [x27, x2]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldrb    w17, [x15, #7]                      ; trap: memory out of bounds
;;     str     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
