;;! target = "x86_64"
;; Copies of known length, of 1, 2, 4, 8 bytes.

(module
  (memory 1)

  (func $bytes_1 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 1)))

  (func $bytes_2 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 2)))

  (func $bytes_4 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 4)))

  (func $bytes_8 (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 8))))

;; $bytes_1: 8 bytes
;;     movzx   eax, byte ptr [rbx + rcx]           ; trap: memory out of bounds
;;     mov     [rbx + rdx], al                     ; trap: memory out of bounds
;;     ret
;;
;; $bytes_2: 9 bytes
;;     movzx   eax, word ptr [rbx + rcx]           ; trap: memory out of bounds
;;     mov     [rbx + rdx], ax                     ; trap: memory out of bounds
;;     ret
;;
;; $bytes_4: 7 bytes
;;     mov     eax, [rbx + rcx]                    ; trap: memory out of bounds
;;     mov     [rbx + rdx], eax                    ; trap: memory out of bounds
;;     ret
;;
;; $bytes_8: 9 bytes
;;     mov     rax, [rbx + rcx]                    ; trap: memory out of bounds
;;     mov     [rbx + rdx], rax                    ; trap: memory out of bounds
;;     ret
