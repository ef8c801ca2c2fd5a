;;! target = "x86_64"
;; Jump tables.

(module
  (func $several (param $x i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c $a (local.get $x)))
      (return (i32.const 1)))
      (return (i32.const 2)))
    (i32.const 3))

  (func $of_temporary (param $x i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c (i32.sub (local.get $x) (i32.const 10))))
      (return (i32.const 1)))
      (return (i32.const 2)))
    (i32.const 3)))

;; $several: 50 bytes
;;     mov     eax, edx
;;     cmp     eax, 3
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     lea     r11, [T1]
;;     movsxd  rax, [r11 + rax*4]
;;     add     rax, r11
;;     jmp     rax
;; T1:
;;     .entry  L1
;;     .entry  L2
;;     .entry  L3
;; L1:
;;     mov     eax, 1
;;     ret
;; L2:
;;     mov     eax, 2
;;     ret
;; L3:
;;     mov     eax, 3
;;     ret
;;
;; $of_temporary: 51 bytes
;;     lea     eax, [rdx - 0xa]
;;     cmp     eax, 2
;;     jae     L3
;;     cmovae  rax, [r14 + zero]
;;     lea     r11, [T1]
;;     movsxd  rax, [r11 + rax*4]
;;     add     rax, r11
;;     jmp     rax
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     mov     eax, 1
;;     ret
;; L2:
;;     mov     eax, 2
;;     ret
;; L3:
;;     mov     eax, 3
;;     ret
