;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Null, or the beginning of the memory, where the access is out of bounds and the processor goes on speculatively.

(module
  (memory 1)
  (memory $other 1)

  (func $home (param $p i32) (result i32)
    (i32.load offset=2047 (local.get $p)))

  (func $far_offset (param $p i32) (result i64)
    (i64.load offset=2048 (local.get $p)))

  (func $temporary (param $p i32) (param $x i64)
    (i64.store (i32.mul (local.get $p) (i32.const 3)) (local.get $x)))

  (func $constant (param $x i64)
    (i64.store (i32.const 4) (i64.const 0x123456789ab)))

  (func $second (param $p i32) (result f64)
    (f64.load $other offset=16 (local.get $p)))

  (func $second_far (param $p i32) (result f64)
    (f64.load $other offset=0xf0000000 (local.get $p)))

  (func $copy (param $p i32) (param $q i32)
    (memory.copy (local.get $p) (local.get $q) (i32.const 24))))

;; $home: 30 bytes
;;     lea     rax, [rdx + 0x803]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     eax, [rbx + rax - 4]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $far_offset: 31 bytes
;;     lea     rax, [rdx + 0x808]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     rax, [rbx + rax - 8]                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $temporary: 31 bytes
;;     lea     eax, [rdx + rdx*2]
;;     add     rax, 8
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     [rbx + rax - 8], rcx                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 15 bytes
;;     mov     r11, 0x123456789ab
;;     mov     [rbx + 4], r11                      ; trap: memory out of bounds
;;     ret
;;
;; $second: 32 bytes
;;     lea     rax, [rdx + 0x18]
;;     cmp     rax, [r14 + memory1.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory1.base]
;;     vmovsd  xmm0, [rax - 8]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $second_far: 38 bytes
;;     mov     r11d, -0xffffff8
;;     lea     rax, [r11 + rdx]
;;     cmp     rax, [r14 + memory1.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     add     rax, [r14 + memory1.base]
;;     vmovsd  xmm0, [rax - 8]                     ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $copy: 68 bytes
;;     lea     rax, [rcx + 0x18]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     lea     r8, [rdx + 0x18]
;;     cmp     r8, [r14 + memory0.len]
;;     ja      L1
;;     cmova   r8, [r14 + clamped]
;;     vmovups xmm0, [rbx + rax - 0x18]            ; trap: memory out of bounds
;;     vmovups xmm1, [rbx + rax - 0x10]            ; trap: memory out of bounds
;;     vmovups [rbx + r8 - 0x10], xmm1             ; trap: memory out of bounds
;;     vmovups [rbx + r8 - 0x18], xmm0             ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
