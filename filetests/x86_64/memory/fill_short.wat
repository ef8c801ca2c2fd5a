;;! target = "x86_64"
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

;; $bytes_1: 9 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     byte ptr [rbx + rsi], 0x55          ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_2: 11 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     word ptr [rbx + rsi], 0             ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_4: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     dword ptr [rbx + rsi], 0            ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_8: 13 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     qword ptr [rbx + rsi], 0            ; trap: memory out of bounds
;;     pop     rsi
;;     ret
