;;! target = "x86_64"
;;! bounds-checks = "explicit"
;; Copies and fills of known length, with comparisons in code.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32)
    (memory.copy (local.get $to) (local.get $from) (i32.const 16)))

  (func $fill (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 8))))

;; $copy: 42 bytes
;;     lea     r11, [rcx + 0x10]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     lea     r11, [rdx + 0x10]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     vmovups xmm0, [rbx + rcx]                   ; trap: memory out of bounds
;;     vmovups [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
;;
;; $fill: 26 bytes
;;     lea     r11, [rdx + 8]
;;     cmp     r11, [r14 + memory0.len]
;;     ja      L1
;;     mov     qword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
;; L1:
;;     ud2                                         ; trap: memory out of bounds
