;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; f64.store with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f64)
    (f64.store (local.get $p) (local.get $x)))

  (func $constant (param $p i32)
    (f64.store offset=4 (local.get $p) (f64.const 7)))

  (func $constant_address (param $x f64)
    (f64.store (i32.const 1024) (local.get $x))))

;; $local: 29 bytes
;;     lea     rax, [rdx + 8]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     vmovsd  [rbx + rax - 8], xmm0               ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 38 bytes
;;     lea     rax, [rdx + 0xc]
;;     cmp     rax, [r14 + memory0.len]
;;     ja      L1
;;     cmova   rax, [r14 + clamped]
;;     mov     r11, 0x401c000000000000
;;     mov     [rbx + rax - 8], r11                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_address: 9 bytes
;;     vmovsd  [rbx + 0x400], xmm0                 ; trap: memory out of bounds
;;     ret
