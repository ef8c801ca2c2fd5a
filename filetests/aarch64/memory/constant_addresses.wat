;;! target = "aarch64"
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

;; $inside: 8 bytes
;;     ldr     w0, [x27, #0x18]                    ; trap: memory out of bounds
;;     ret
;;
;; $last_word: 12 bytes
;;     add     x15, x27, #0xf, lsl #12
;;     ldr     w0, [x15, #0xffc]                   ; trap: memory out of bounds
;;     ret
;;
;; $outside: 12 bytes
;;     mov     w16, #0xfffd
;;     ldr     w0, [x27, x16]                      ; trap: memory out of bounds
;;     ret
;;
;; $high: 12 bytes
;;     mov     w0, #0x80000000
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
