;;! target = "x86_64"
;; Fills of known length, of 33, 64, 65 bytes.

(module
  (memory 1)

  (func $bytes_33 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 33)))

  (func $bytes_64 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 64)))

  (func $bytes_65 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 65))))

;; $bytes_33: 27 bytes
;;     vbroadcastss xmm0, [=0x55555555]
;;     vmovups [rbx + rdx + 0x11], xmm0            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x10], xmm0            ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;     .const  0x55555555
;;
;; $bytes_64: 28 bytes
;;     vxorps  xmm0, xmm0, xmm0
;;     vmovups [rbx + rdx + 0x30], xmm0            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x20], xmm0            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x10], xmm0            ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_65: 26 bytes
;;     mov     ecx, edx
;;     mov     r8d, 0x55
;;     mov     r9d, 0x41
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     ret
