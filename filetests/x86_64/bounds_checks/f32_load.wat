;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; f32.load with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (result f32)
    (f32.load (local.get $p)))

  (func $offset (param $p i32) (result f32)
    (f32.load offset=16 (local.get $p)))

  (func $constant_inside (result f32)
    (f32.load (i32.const 1024)))

  (func $constant_outside (result f32)
    (f32.load (i32.const 0x10000))))

;; $local: 29 bytes
;;     lea     rax, [rdx + 4]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     vmovss  xmm0, [rbx + rax - 4]               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $offset: 29 bytes
;;     lea     rax, [rdx + 0x14]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     vmovss  xmm0, [rbx + rax - 4]               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_inside: 9 bytes
;;     vmovss  xmm0, [rbx + 0x400]                 ; trap: memory out of bounds
;;     ret
;;
;; $constant_outside: 34 bytes
;;     mov     eax, 0x10000
;;     add     rax, 4
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     vmovss  xmm0, [rbx + rax - 4]               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
