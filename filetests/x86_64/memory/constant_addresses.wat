;;! target = "x86_64"
;; Constant addresses inside and outside the least size of the memory.

(module
  (memory 1)

  (func $inside (result i32)
    (i32.load offset=8 (i32.const 16)))

  (func $last_word (result i32)
    (i32.load (i32.const 65532)))

  (func $outside (result i32)
    (i32.load (i32.const 65533)))

  (func $high (result i32)
    (i32.load (i32.const 0x80000000))))

;; $inside: 4 bytes
;;     mov     eax, [rbx + 0x18]                   ; trap: memory out of bounds
;;     ret
;;
;; $last_word: 7 bytes
;;     mov     eax, [rbx + 0xfffc]                 ; trap: memory out of bounds
;;     ret
;;
;; $outside: 7 bytes
;;     mov     eax, [rbx + 0xfffd]                 ; trap: memory out of bounds
;;     ret
;;
;; $high: 9 bytes
;;     mov     eax, -0x80000000
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
