;;! target = "x86_64"
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

;; $bytes_3: 18 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     word ptr [rbx + rsi + 1], 0x5555    ; trap: memory out of bounds
;;     mov     word ptr [rbx + rsi], 0x5555        ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_7: 20 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     mov     dword ptr [rbx + rsi + 3], 0x55555555  ; trap: memory out of bounds
;;     mov     dword ptr [rbx + rsi], 0x55555555   ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_16: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx + rsi], xmm0                   ; trap: memory out of bounds
;;     pop     rsi
;;     ret
;;
;; $bytes_20: 20 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, edx
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx + rsi + 4], xmm0               ; trap: memory out of bounds
;;     vmovups [rbx + rsi], xmm0                   ; trap: memory out of bounds
;;     pop     rsi
;;     ret
