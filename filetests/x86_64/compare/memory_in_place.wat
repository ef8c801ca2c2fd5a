;;! target = "x86_64"
;; What is loaded only to be compared stays in memory; also a byte and a half word, if the constant has a byte.

(module
  (memory 1)

  (func $truth (param $p i32)
    (if (i32.load (local.get $p)) (then (call $f))))

  (func $byte_truth (param $p i32)
    (block (br_if 0 (i32.load8_u (local.get $p))) (call $f)))

  (func $byte_is_zero (param $p i32) (result i32)
    (i32.eqz (i32.load8_u (local.get $p))))

  (func $byte_order (param $p i32) (result i32)
    (i32.lt_s (i32.load8_u (local.get $p)) (i32.const 200)))

  (func $signed_byte (param $p i32) (result i32)
    (i32.ge_s (i32.load8_s (local.get $p)) (i32.const -3)))

  (func $beyond_a_byte (param $p i32) (result i32)
    (i32.eq (i32.load8_u (local.get $p)) (i32.const 256)))

  (func $byte_bits (param $p i32)
    (if (i32.and (i32.load8_u offset=12 (local.get $p)) (i32.const 4)) (then (call $f))))

  (func $half_word (param $p i32)
    (if (i32.eq (i32.load16_u (local.get $p)) (i32.const 9)) (then (call $f))))

  (func $long_half_word (param $p i32)
    (if (i32.eq (i32.load16_u (local.get $p)) (i32.const 999)) (then (call $f))))

  (func $chosen (param $x i32) (param $y i32) (param $p i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.load (local.get $p))))

  (func $f))

;; $truth: 16 bytes
;;     cmp     dword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     je      L1
;;     call    $f
;; L1:
;;     ret
;;
;; $byte_truth: 16 bytes
;;     cmp     byte ptr [rbx + rdx], 0             ; trap: memory out of bounds
;;     jne     L1
;;     call    $f
;; L1:
;;     ret
;;
;; $byte_is_zero: 10 bytes
;;     xor     eax, eax
;;     cmp     byte ptr [rbx + rdx], 0             ; trap: memory out of bounds
;;     sete    al
;;     ret
;;
;; $byte_order: 10 bytes
;;     xor     eax, eax
;;     cmp     byte ptr [rbx + rdx], -0x38         ; trap: memory out of bounds
;;     setb    al
;;     ret
;;
;; $signed_byte: 10 bytes
;;     xor     eax, eax
;;     cmp     byte ptr [rbx + rdx], -3            ; trap: memory out of bounds
;;     setge   al
;;     ret
;;
;; $beyond_a_byte: 16 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     cmp     eax, 0x100
;;     sete    al
;;     movzx   eax, al
;;     ret
;;
;; $byte_bits: 17 bytes
;;     test    byte ptr [rbx + rdx + 0xc], 4       ; trap: memory out of bounds
;;     je      L1
;;     call    $f
;; L1:
;;     ret
;;
;; $half_word: 17 bytes
;;     cmp     word ptr [rbx + rdx], 9             ; trap: memory out of bounds
;;     jne     L1
;;     call    $f
;; L1:
;;     ret
;;
;; $long_half_word: 24 bytes
;;     movzx   r11d, word ptr [rbx + rdx]          ; trap: memory out of bounds
;;     cmp     r11d, 0x3e7
;;     jne     L1
;;     call    $f
;; L1:
;;     ret
;;
;; $chosen: 11 bytes
;;     cmp     dword ptr [rbx + r8], 0             ; trap: memory out of bounds
;;     mov     eax, ecx
;;     cmovne  eax, edx
;;     ret
;;
;; $f: 1 byte
;;     ret
