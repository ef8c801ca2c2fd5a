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

;; $bytes_3: 14 bytes
;;     mov     word ptr [rbx + rdx + 1], 0x5555    ; trap: memory out of bounds
;;     mov     word ptr [rbx + rdx], 0x5555        ; trap: memory out of bounds
;;     ret
;;
;; $bytes_7: 16 bytes
;;     mov     dword ptr [rbx + rdx + 3], 0x55555555  ; trap: memory out of bounds
;;     mov     dword ptr [rbx + rdx], 0x55555555   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_16: 10 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_20: 16 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx + rdx + 4], xmm0               ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
