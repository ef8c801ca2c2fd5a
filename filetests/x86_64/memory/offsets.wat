;;! target = "x86_64"
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

;; $unaligned: 5 bytes
;;     mov     eax, [rbx + rdx + 3]                ; trap: memory out of bounds
;;     ret
;;
;; $beyond_one_byte: 8 bytes
;;     mov     eax, [rbx + rdx + 0x80]             ; trap: memory out of bounds
;;     ret
;;
;; $beyond_12_bits: 8 bytes
;;     mov     eax, [rbx + rdx + 0x4e20]           ; trap: memory out of bounds
;;     ret
;;
;; $one_mebibyte: 9 bytes
;;     mov     rax, [rbx + rdx + 0x100000]         ; trap: memory out of bounds
;;     ret
