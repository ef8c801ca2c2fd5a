;;! target = "aarch64"
;; Offsets of accesses: those that fit an instruction, and those that do not.

(module
  (memory 1)

  (func $unaligned (param $p i32) (result i32)
    (i32.load offset=3 (local.get $p)))

  (func $beyond_one_byte (param $p i32) (result i32)
    (i32.load offset=128 (local.get $p)))

  (func $beyond_12_bits (param $p i32) (result i32)
    (i32.load offset=20000 (local.get $p)))

  (func $one_mebibyte (param $p i32) (result i64)
    (i64.load offset=0x100000 (local.get $p))))

;; $unaligned: 12 bytes
;;     add     x15, x27, x1
;;     ldur    w0, [x15, #3]                       ; trap: memory out of bounds
;;     ret
;;
;; $beyond_one_byte: 12 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #0x80]                    ; trap: memory out of bounds
;;     ret
;;
;; $beyond_12_bits: 16 bytes
;;     add     x15, x27, x1
;;     add     x16, x15, #4, lsl #12
;;     ldr     w0, [x16, #0xe20]                   ; trap: memory out of bounds
;;     ret
;;
;; $one_mebibyte: 12 bytes
;;     add     x16, x1, #0x100, lsl #12
;;     ldr     x0, [x27, x16]                      ; trap: memory out of bounds
;;     ret
