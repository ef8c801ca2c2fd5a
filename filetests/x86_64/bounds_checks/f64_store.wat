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

;; $local: 23 bytes
;;     lea     r11, [rdx + 8]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     vmovsd  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant: 33 bytes
;;     lea     r11, [rdx + 0xc]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     r11, 0x401c000000000000
;;     mov     [rbx + rdx + 4], r11                ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $constant_address: 9 bytes
;;     vmovsd  [rbx + 0x400], xmm0                 ; trap: memory out of bounds
;;     ret
