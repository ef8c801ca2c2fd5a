;;! target = "x86_64"
;; Copies of known length, of 3, 7, 16, 20 bytes.

(module
  (memory 1)

  (func $bytes_3 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 3)))

  (func $bytes_7 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 7)))

  (func $bytes_16 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 16)))

  (func $bytes_20 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 20))))

;; $bytes_3: 21 bytes
;;     movzx   eax, word ptr [rbx + rcx]           ; trap: memory out of bounds
;;     movzx   r8d, word ptr [rbx + rcx + 1]       ; trap: memory out of bounds
;;     mov     [rbx + rdx + 1], r8w                ; trap: memory out of bounds
;;     mov     [rbx + rdx], ax                     ; trap: memory out of bounds
;;     ret
;;
;; $bytes_7: 17 bytes
;;     mov     eax, [rbx + rcx]                    ; trap: memory out of bounds
;;     mov     r8d, [rbx + rcx + 3]                ; trap: memory out of bounds
;;     mov     [rbx + rdx + 3], r8d                ; trap: memory out of bounds
;;     mov     [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;;
;; $bytes_16: 11 bytes
;;     vmovups xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $bytes_20: 23 bytes
;;     vmovups xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     vmovups xmm1, [rbx + rcx + 4]               ; trap: memory out of bounds
;;     vmovups [rbx + rdx + 4], xmm1               ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
