;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; f32.store with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f32)
    (f32.store (local.get $p) (local.get $x)))

  (func $constant (param $p i32)
    (f32.store offset=4 (local.get $p) (f32.const 7)))

  (func $constant_address (param $x f32)
    (f32.store (i32.const 1024) (local.get $x))))

;; $local: 29 bytes
;;     lea     rax, [rdx + 4]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     vmovss  [rbx + rax - 4], xmm0               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 31 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     dword ptr [rbx + rax - 4], 0x40e00000  ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_address: 9 bytes
;;     vmovss  [rbx + 0x400], xmm0                 ; trap: memory out of bounds
;;     ret
