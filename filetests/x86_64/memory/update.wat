;;! target = "x86_64"
;; What is read, changed and written at the same address is changed in memory.

(module
  (memory 1)

  (func $increment (param $p i32)
    (i32.store offset=8 (local.get $p) (i32.add (i32.load offset=8 (local.get $p)) (i32.const 1))))

  (func $add_local (param $p i32) (param $x i64)
    (i64.store (local.get $p) (i64.add (i64.load (local.get $p)) (local.get $x))))

  (func $set_bits_of_a_byte (param $p i32)
    (i32.store8 (local.get $p) (i32.or (i32.load8_u (local.get $p)) (i32.const 192))))

  (func $half_word (param $p i32)
    (i32.store16 (local.get $p) (i32.sub (i32.load16_u (local.get $p)) (i32.const 999))))

  (func $constant_address (param $x i32)
    (i32.store (i32.const 64) (i32.xor (i32.load (i32.const 64)) (local.get $x))))

  (func $other_offset (param $p i32)
    (i32.store offset=4 (local.get $p) (i32.add (i32.load offset=8 (local.get $p)) (i32.const 1))))

  (func $other_width (param $p i32)
    (i32.store8 (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1)))))

;; $increment: 5 bytes
;;     inc     dword ptr [rbx + rdx + 8]           ; trap: memory out of bounds
;;     ret
;;
;; $add_local: 5 bytes
;;     add     [rbx + rdx], rcx                    ; trap: memory out of bounds
;;     ret
;;
;; $set_bits_of_a_byte: 5 bytes
;;     or      byte ptr [rbx + rdx], -0x40         ; trap: memory out of bounds
;;     ret
;;
;; $half_word: 12 bytes
;;     mov     r11d, 0x3e7
;;     sub     [rbx + rdx], r11w                   ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 4 bytes
;;     xor     [rbx + 0x40], edx                   ; trap: memory out of bounds
;;     ret
;;
;; $other_offset: 11 bytes
;;     mov     eax, [rbx + rdx + 8]                ; trap: memory out of bounds
;;     inc     eax
;;     mov     [rbx + rdx + 4], eax                ; trap: memory out of bounds
;;     ret
;;
;; $other_width: 9 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     inc     eax
;;     mov     [rbx + rdx], al                     ; trap: memory out of bounds
;;     ret
