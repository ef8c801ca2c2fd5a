;;! target = "x86_64"

;; An access to another memory than the first is one instruction longer: its base is added to a temporary index, or loaded.
(module
  (memory 1)
  (memory $other 1)
  (func $load_parameter (param i32) (result i32)
    (i32.load $other offset=4 (local.get 0)))
  (func $load_sum (param i32 i32) (result i64)
    (i64.load $other (i32.add (local.get 0) (local.get 1))))
  (func $load_constant (result i32)
    (i32.load8_u $other (i32.const 100)))
  (func $store (param i32 i32)
    (i32.store $other offset=8 (local.get 0) (local.get 1)))
  (func $store_float (param i32 f64)
    (f64.store $other (i32.shl (local.get 0) (i32.const 3)) (local.get 1)))
  (func $vector (param i32) (result v128)
    (v128.load $other (local.get 0)))
  (func $lane (param i32 v128) (result v128)
    (v128.load16_lane $other 3 (local.get 0) (local.get 1)))
  (func $operand (param i32 i32) (result i32)
    (i32.add (local.get 1) (i32.load $other (local.get 0))))
  (func $beyond_guard (param i32) (result i32)
    (i32.load $other offset=0x80000000 (local.get 0)))
  (func $copy (param i32 i32)
    (memory.copy 0 $other (local.get 0) (local.get 1) (i32.const 8)))
  (func $copy_any (param i32 i32 i32)
    (memory.copy $other 0 (local.get 0) (local.get 1) (local.get 2)))
  (func $fill (param i32)
    (memory.fill $other (local.get 0) (i32.const 7) (i32.const 16)))
  (func $size (result i32)
    (memory.size $other)))

;; $load_parameter: 9 bytes
;;     mov     rax, [r14 + memory1.base]
;;     mov     eax, [rax + rdx + 4]                ; trap: memory out of bounds
;;     ret
;;
;; $load_sum: 11 bytes
;;     lea     eax, [rdx + rcx]
;;     add     rax, [r14 + memory1.base]
;;     mov     rax, [rax]                          ; trap: memory out of bounds
;;     ret
;;
;; $load_constant: 9 bytes
;;     mov     rax, [r14 + memory1.base]
;;     movzx   eax, byte ptr [rax + 0x64]          ; trap: memory out of bounds
;;     ret
;;
;; $store: 9 bytes
;;     mov     rax, [r14 + memory1.base]
;;     mov     [rax + rdx + 8], ecx                ; trap: memory out of bounds
;;     ret
;;
;; $store_float: 14 bytes
;;     mov     eax, edx
;;     shl     eax, 3
;;     add     rax, [r14 + memory1.base]
;;     vmovsd  [rax], xmm0                         ; trap: memory out of bounds
;;     ret
;;
;; $vector: 10 bytes
;;     mov     rax, [r14 + memory1.base]
;;     vmovups xmm0, [rax + rdx]                   ; trap: memory out of bounds
;;     ret
;;
;; $lane: 11 bytes
;;     mov     rax, [r14 + memory1.base]
;;     vpinsrw xmm0, xmm0, [rax + rdx], 3          ; trap: memory out of bounds
;;     ret
;;
;; $operand: 15 bytes
;;     mov     rax, [r14 + memory1.base]
;;     mov     r8d, ecx
;;     add     r8d, [rax + rdx]                    ; trap: memory out of bounds
;;     mov     eax, r8d
;;     ret
;;
;; $beyond_guard: 36 bytes
;;     mov     r11d, -0x7ffffffc
;;     lea     rax, [r11 + rdx]
;;     cmp     rax, [r14 + memory1.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory1.base]
;;     mov     eax, [rax - 4]                      ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $copy: 13 bytes
;;     mov     rax, [r14 + memory1.base]
;;     mov     rax, [rax + rcx]                    ; trap: memory out of bounds
;;     mov     [rbx + rdx], rax                    ; trap: memory out of bounds
;;     ret
;;
;; $copy_any: 23 bytes
;;     mov     r9d, r8d
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     mov     edx, 1
;;     mov     eax, 1
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $fill: 19 bytes
;;     mov     rax, [r14 + memory1.base]
;;     vbroadcastss xmm0, [=0x07070707]
;;     vmovups [rax + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;     .const  0x07070707
;;
;; $size: 9 bytes
;;     mov     rax, [r14 + memory1.len]
;;     shr     rax, 0x10
;;     ret
