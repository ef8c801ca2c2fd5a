;;! target = "x86_64"
;; Copies of known length, of 33, 64, 65 bytes.

(module
  (memory 1)

  (func $bytes_33 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 33)))

  (func $bytes_64 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 64)))

  (func $bytes_65 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 65))))

;; $bytes_33: 35 bytes
;;     vmovups xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     vmovups xmm1, [rbx + rcx + 0x10]            ; trap: memory out of bounds
;;     vmovups xmm2, [rbx + rcx + 0x11]            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x11], xmm2            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x10], xmm1            ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_64: 47 bytes
;;     vmovups xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     vmovups xmm1, [rbx + rcx + 0x10]            ; trap: memory out of bounds
;;     vmovups xmm2, [rbx + rcx + 0x20]            ; trap: memory out of bounds
;;     vmovups xmm3, [rbx + rcx + 0x30]            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x30], xmm3            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x20], xmm2            ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 0x10], xmm1            ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_65: 23 bytes
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     mov     r9d, 0x41
;;     xor     edx, edx
;;     mov     eax, 1
;;     call    qword ptr [r14 + builtin]
;;     ret
